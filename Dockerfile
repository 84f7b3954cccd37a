# syntax=docker/dockerfile:1
# The bot with its model in one image, without a compiler and without GPU libraries.

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
WORKDIR /src
COPY requirements.lock .
# PyTorch's CPU build first: it satisfies the lock's torch and spares gigabytes.
RUN /opt/venv/bin/pip install --no-deps --index-url https://download.pytorch.org/whl/cpu \
        "$(grep '^torch==' requirements.lock)" \
    && /opt/venv/bin/pip install --no-deps -r requirements.lock \
    && find /opt/venv -name __pycache__ -type d -prune -exec rm -rf {} + \
    && /opt/venv/bin/pip uninstall -y pip

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 TOKENIZERS_PARALLELISM=false HF_HOME=/tmp/huggingface \
    PRECIS_DATABASE=/data/precis.sqlite3
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin precis \
    && install -d -o precis -g precis /data
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY bot bot
COPY summarizers summarizers
COPY config config
COPY seeds seeds
USER precis
VOLUME /data
HEALTHCHECK --interval=2m --timeout=30s --start-period=1m CMD ["python", "-m", "bot", "doctor", "--quiet"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
