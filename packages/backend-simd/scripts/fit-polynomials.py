"""Finds the polynomials of assembly/elementwise/math by the Remez exchange algorithm (Remez 1934) and prints their coefficients, rounded to
single precision, lowest power first, with the largest relative error of the function made of them in exact arithmetic.

    /usr/bin/python3 scripts/fit-polynomials.py
"""
import numpy as np


def remez(function, weight, low, high, degree):
    """The polynomial for which the largest of weight * |polynomial - function| from low to high is least."""
    count = degree + 2
    signs = (-1.0) ** np.arange(count)
    points = 0.5 * (low + high) - 0.5 * (high - low) * np.cos(np.pi * np.arange(count) / (count - 1))
    grid = np.linspace(low, high, 200001)
    for _ in range(40):
        matrix = np.column_stack([points**power for power in range(degree + 1)] + [signs / weight(points)])
        coefficients = np.linalg.solve(matrix, function(points))[:-1]
        error = (np.polyval(coefficients[::-1], grid) - function(grid)) * weight(grid)
        changes = np.flatnonzero(np.diff(np.sign(error))) + 1
        pieces = np.split(np.arange(len(grid)), changes)
        extremes = np.array([grid[piece[np.argmax(np.abs(error[piece]))]] for piece in pieces])
        if len(extremes) < count or np.allclose(points, extremes[:count], atol=1e-9):
            break
        points = extremes[:count]
    return np.float32(coefficients)


def series(function, terms):
    """`function`, by its power series near 0, where it would divide nothing by nothing."""
    return lambda x: np.where(np.abs(x) < 0.02, np.polyval(terms[::-1], x), function(np.where(np.abs(x) < 0.02, 1, x)))


def report(name, coefficients, made, wanted, low, high):
    grid = np.linspace(low, high, 100001)
    grid = grid[np.abs(grid) > 1e-6]
    error = np.max(np.abs(made(grid, np.polyval(coefficients[::-1].astype(float), grid)) / wanted(grid) - 1))
    print(name, [float(value) for value in coefficients], f"largest error {error:.1e}")


# e^r = 1 + r + r^2 q(r) for |r| <= ln 2 / 2, and a little more, since the multiple of ln 2 is found by rounding.
bound = np.log(2) / 2 * 1.001
factorials = np.cumprod(np.arange(1, 10))
exponential = remez(
    series(lambda r: (np.expm1(r) - r) / r**2, 1 / factorials[1:7]), lambda r: np.abs(r) + 1e-3, -bound, bound, 4
)
report("exponential, less 1:", exponential, lambda r, q: r + r**2 * q, np.expm1, -bound, bound)

# ln (1 + f) = f - f^2 / 2 + f^3 p(f) for 1 + f from sqrt(1/2) to sqrt(2).
low, high = np.sqrt(0.5) * 0.9999 - 1, np.sqrt(2) * 1.0001 - 1
logarithm = remez(
    series(lambda f: (np.log1p(f) - f + f**2 / 2) / f**3, [(-1) ** k / (k + 3) for k in range(10)]),
    lambda f: f**2 + 1e-3,
    low,
    high,
    7,
)
report("logarithm:", logarithm, lambda f, p: f - f**2 / 2 + f**3 * p, np.log1p, low, high)
