"""How good is a method? Reference sets, measures and confidence intervals."""
