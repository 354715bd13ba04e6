namespace Serverless.Algorithms.Models;

/// <summary>Writes the gradient at a point and returns the value; a value that is not finite marks a point that is not allowed.</summary>
delegate double Differentiable(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>L-BFGS (Liu, Nocedal 1989) with a backtracking line search, for a few dozen parameters. Deterministic.</summary>
static class QuasiNewton
{
    const int Memory = 8;
    const int Halvings = 12;
    const double SufficientDecrease = 1e-4;

    /// <summary>Minimises.</summary>
    /// <param name="function">What to minimise.</param>
    /// <param name="start">Where it is finite.</param>
    /// <param name="evaluations">Of the function, at most; at least 1.</param>
    /// <param name="tolerance">Ends when every component of the gradient is smaller.</param>
    /// <returns>The best point seen, and its value.</returns>
    public static (double[] Point, double Value) Minimise(Differentiable function, ReadOnlySpan<double> start, int evaluations, double tolerance = 1e-3)
    {
        var point = start.ToArray();
        var gradient = new double[point.Length];
        var value = function(point, gradient);
        var steps = new List<(double[] Step, double[] Change, double Inverse)>();
        for (var used = 1; used < evaluations && Largest(gradient) > tolerance;)
        {
            var direction = Direction(gradient, steps);
            var slope = Dot(direction, gradient);
            var length = steps.Count > 0 ? 1 : 1 / Math.Max(1, Math.Sqrt(Dot(gradient, gradient)));
            var (next, nextGradient, nextValue) = (new double[point.Length], new double[point.Length], double.NaN);
            for (var halving = 0; used < evaluations && halving < Halvings; halving++, used++, length /= 2)
            {
                for (var i = 0; i < next.Length; i++)
                {
                    next[i] = point[i] + (length * direction[i]);
                }

                nextValue = function(next, nextGradient);
                if (nextValue <= value + (SufficientDecrease * length * slope))
                {
                    used++;
                    break;
                }
            }

            if (!(nextValue < value))
            {
                break;
            }

            Remember(steps, point, gradient, next, nextGradient);
            (point, gradient, value) = (next, nextGradient, nextValue);
        }

        return (point, value);
    }

    static void Remember(List<(double[] Step, double[] Change, double Inverse)> steps, double[] from, double[] fromGradient, double[] to, double[] toGradient)
    {
        double[] step = [.. to.Zip(from, (one, other) => one - other)];
        double[] change = [.. toGradient.Zip(fromGradient, (one, other) => one - other)];
        var curvature = Dot(step, change);
        if (curvature > 1e-10)
        {
            steps.Add((step, change, 1 / curvature));
            if (steps.Count > Memory)
            {
                steps.RemoveAt(0);
            }
        }
    }

    /// <summary>The two-loop recursion.</summary>
    static double[] Direction(double[] gradient, List<(double[] Step, double[] Change, double Inverse)> steps)
    {
        double[] direction = [.. gradient.Select(component => -component)];
        var factors = new double[steps.Count];
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            factors[i] = steps[i].Inverse * Dot(steps[i].Step, direction);
            AddScaled(direction, steps[i].Change, -factors[i]);
        }

        if (steps.Count > 0)
        {
            var (_, change, inverse) = steps[^1];
            var scale = 1 / (inverse * Dot(change, change));
            for (var i = 0; i < direction.Length; i++)
            {
                direction[i] *= scale;
            }
        }

        for (var i = 0; i < steps.Count; i++)
        {
            AddScaled(direction, steps[i].Step, factors[i] - (steps[i].Inverse * Dot(steps[i].Change, direction)));
        }

        return direction;
    }

    static void AddScaled(double[] target, double[] source, double factor)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }

    static double Dot(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }

        return sum;
    }

    static double Largest(double[] gradient) => gradient.Max(Math.Abs);
}
