namespace Serverless.Algorithms.Models;

/// <summary>
/// A function that writes the gradient at a point and returns the value; a value that is not finite marks a point that is not allowed.
/// </summary>
delegate double Differentiable(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>Minimises functions of a few dozen parameters by L-BFGS (Liu, Nocedal 1989) with a backtracking line search. Deterministic.</summary>
static class QuasiNewton
{
    const int Memory = 8;
    const int Halvings = 12;
    const double SufficientDecrease = 1e-4;

    /// <summary>Minimises a function.</summary>
    /// <param name="function">The function to minimise.</param>
    /// <param name="start">The starting point, at which the function is finite.</param>
    /// <param name="evaluations">The largest number of evaluations of the function, at least 1.</param>
    /// <param name="tolerance">The minimisation ends when every component of the gradient is smaller than this.</param>
    /// <returns>The best point found, and its value.</returns>
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

    /// <summary>Computes the search direction by the two-loop recursion.</summary>
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
