using System.Numerics.Tensors;
using Serverless.Algorithms.Models;

namespace Serverless.Learning.Surrogates.Linear;

/// <summary>Least squares with a penalty on squared weights (Hoerl, Kennard 1970), in closed form on standardised features.</summary>
/// <remarks>
/// Of eleven powers of ten the penalty with the smallest leave-one-out error is chosen, which needs no refit (Allen 1974, PRESS). The constant
/// is not penalised.
/// </remarks>
static class RidgeRegression
{
    const int SmallestExponent = -5;
    const int GreatestExponent = 5;

    /// <summary>Fits each target separately, with its own penalty. O(p³ + n p²).</summary>
    /// <param name="features">The features, n × p, finite.</param>
    /// <param name="targets">The targets, n × m, row-major, finite.</param>
    /// <param name="targetCount">The number of targets, m.</param>
    /// <exception cref="ArgumentException">The lengths do not match, or there are fewer than two rows.</exception>
    public static LinearModel Fit(FeatureRows features, ReadOnlySpan<double> targets, int targetCount)
    {
        if (features.Count < 2 || targets.Length != features.Count * targetCount)
        {
            throw new ArgumentException($"{features.Count} rows of features and {targets.Length} values of {targetCount} targets do not form a regression.", nameof(targets));
        }

        var standardisation = Standardisation.Of(features);
        var rows = standardisation.Apply(features);
        var gram = Gram(rows, features.Width);
        var means = Means(targets, targetCount);
        var best = new (double Error, double[] Weights)[targetCount];
        Array.Fill(best, (double.PositiveInfinity, []));
        for (var exponent = SmallestExponent; exponent <= GreatestExponent; exponent++)
        {
            var factor = CholeskyFactor.Of(Penalised(gram, features, Math.Pow(10, exponent)), features.Width);
            var leverages = Leverages(rows, features, factor);
            for (var target = 0; target < targetCount; target++)
            {
                double[] centred = [.. Enumerable.Range(0, features.Count)];
                for (var row = 0; row < centred.Length; row++)
                {
                    centred[row] = targets[(row * targetCount) + target] - means[target];
                }

                var weights = Projected(rows, features.Width, centred);
                factor.Solve(weights);
                var error = LeftOutError(rows, features.Width, centred, weights, leverages);
                if (error < best[target].Error)
                {
                    best[target] = (error, weights);
                }
            }
        }

        var joined = new double[features.Width * targetCount];
        for (var i = 0; i < joined.Length; i++)
        {
            joined[i] = best[i % targetCount].Weights[i / targetCount];
        }

        return standardisation.Undo(new LinearModel(joined, means));
    }

    static double[] Means(ReadOnlySpan<double> targets, int count)
    {
        var means = new double[count];
        for (var i = 0; i < targets.Length; i++)
        {
            means[i % count] += targets[i] / (targets.Length / count);
        }

        return means;
    }

    /// <summary>Returns Xᵀ X, p × p.</summary>
    static double[] Gram(double[] rows, int width)
    {
        var gram = new double[width * width];
        for (var start = 0; start < rows.Length; start += width)
        {
            var row = rows.AsSpan(start, width);
            for (var i = 0; i < width; i++)
            {
                var place = gram.AsSpan(i * width, i + 1);
                TensorPrimitives.MultiplyAdd(row[..(i + 1)], row[i], place, place);
            }
        }

        return gram;
    }

    static double[] Penalised(double[] gram, FeatureRows features, double penalty)
    {
        var sum = (double[])gram.Clone();
        for (var i = 0; i < features.Width; i++)
        {
            // Relative to the number of rows, so that a penalty has the same effect for any number.
            sum[(i * features.Width) + i] += penalty * features.Count / 100;
        }

        return sum;
    }

    /// <summary>Returns Xᵀ y.</summary>
    static double[] Projected(double[] rows, int width, double[] target)
    {
        var sums = new double[width];
        for (var row = 0; row < target.Length; row++)
        {
            TensorPrimitives.MultiplyAdd(rows.AsSpan(row * width, width), target[row], sums, sums);
        }

        return sums;
    }

    /// <summary>Returns the leverage of each row on its own prediction: 1/n for the constant, plus xᵀ (XᵀX + λ)⁻¹ x.</summary>
    static double[] Leverages(double[] rows, FeatureRows features, CholeskyFactor factor)
    {
        var leverages = new double[features.Count];
        var solved = new double[features.Width];
        for (var row = 0; row < leverages.Length; row++)
        {
            rows.AsSpan(row * features.Width, features.Width).CopyTo(solved);
            factor.SolveLower(solved);
            leverages[row] = (1.0 / features.Count) + TensorPrimitives.SumOfSquares<double>(solved);
        }

        return leverages;
    }

    static double LeftOutError(double[] rows, int width, double[] target, double[] weights, double[] leverages)
    {
        var sum = 0.0;
        for (var row = 0; row < target.Length; row++)
        {
            var residual = target[row] - TensorPrimitives.Dot<double>(rows.AsSpan(row * width, width), weights);
            sum += Math.Pow(residual / Math.Max(1 - leverages[row], 1e-6), 2);
        }

        return sum;
    }
}
