"""Settings: defaults, then a TOML file, then ``PRECIS_*`` variables and ``DISCORD_TOKEN``.

Built by ``load`` when the program starts; importing this module reads nothing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.errors import ConfigurationError
from bot.messages import did_you_mean

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_CONFIG = ROOT / "config" / "default.toml"


class Settings(BaseSettings):
    """Every option, with its default; ``config/default.toml`` explains each."""

    model_config = SettingsConfigDict(env_prefix="PRECIS_", extra="forbid", frozen=True, env_nested_delimiter="__")

    discord_token: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("DISCORD_TOKEN", "discord_token")
    )
    corpus: Annotated[tuple[Path, ...], NoDecode] = (ROOT / "seeds",)
    database: Path = Path("data/precis.sqlite3")
    topics: Path = ROOT / "config" / "topics.toml"
    names: Path = ROOT / "config" / "names.toml"
    method: str = "default"
    length: Literal["short", "standard", "long"] = "standard"
    encoder: bool = True
    max_file_bytes: int = Field(default=20_000_000, gt=0)
    guild_megabytes: int = Field(default=1000, ge=0)
    max_question: int = Field(default=4000, gt=0)
    generator: str = ""
    generator_download: bool = False
    generator_input_tokens: int = Field(default=512, ge=32)
    generator_new_tokens: int = Field(default=64, ge=8)
    generator_seconds: float = Field(default=60.0, gt=0)
    generator_megabytes: int = Field(default=4000, ge=0)
    generator_own_words: bool = False
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    feed_minutes: int = Field(default=30, ge=1)
    watch: bool = True
    user_per_minute: int = Field(default=20, ge=0)
    user_burst: int = Field(default=10, ge=1)
    guild_per_minute: int = Field(default=120, ge=0)
    guild_burst: int = Field(default=40, ge=1)
    read_threads: bool = False
    stop_seconds: float = Field(default=8.0, ge=0)
    heavy_at_once: int = Field(default=1, ge=1)
    heavy_waiting: int = Field(default=8, ge=0)
    discord_api: str | None = None  # another base URL of Discord's API, for tests

    @field_validator("corpus", mode="before")
    @classmethod
    def _folders(cls, value: Any) -> Any:
        """``PRECIS_CORPUS=a:b`` is two folders, as in PATH."""
        return tuple(p for p in value.split(os.pathsep) if p) if isinstance(value, str) else value

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _hosts(cls, value: Any) -> Any:
        """``PRECIS_ALLOWED_HOSTS=one.local,two.local`` is two hosts."""
        return tuple(h.strip() for h in value.split(",") if h.strip()) if isinstance(value, str) else value

    @field_validator("corpus", "database", "topics", "names")
    @classmethod
    def _home(cls, value: Any) -> Any:
        """``~`` is the user's home, as in a shell."""
        return value.expanduser() if isinstance(value, Path) else tuple(p.expanduser() for p in value)


def load(config: Path | None = None, **overrides: Any) -> Settings:
    """Read ``config`` (else ``config/default.toml``) and the environment; overrides win.

    Raises ConfigurationError that names the option and the file.
    """
    path = config or DEFAULT_CONFIG
    if config is not None and not config.is_file():
        raise ConfigurationError(f"There is no configuration file {config}.", "Check --config, or leave it out.")

    class FromFile(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return (
                init_settings,
                env_settings,
                TomlConfigSettingsSource(settings_cls, toml_file=path),
            )

    try:
        settings = FromFile(**{k: v for k, v in overrides.items() if v is not None})
    except ValidationError as error:
        first = error.errors()[0]
        option = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            raise ConfigurationError(
                f"There is no setting {option!r} (in {path}).",
                did_you_mean(option, Settings.model_fields, f"{DEFAULT_CONFIG} lists them all."),
            ) from error
        raise ConfigurationError(
            f"The setting {option!r} is not usable: {first['msg']}.",
            f"Correct it in {path} or in the environment.",
        ) from error
    except ValueError as error:
        raise ConfigurationError(f"{path} is not valid TOML: {error}.", "Correct the file.") from error
    for name in ("topics", "names"):
        named: Path = getattr(settings, name)
        if name in settings.model_fields_set and (named.is_dir() or not named.exists()):
            raise ConfigurationError(
                f"There is no file {named}, which the setting {name!r} names.",
                "Correct the setting, or make the file; an empty one is none.",
            )
    return settings
