namespace Serverless.Core.Fidelities;

/// <summary>
/// Ranks by pairwise comparison: P(i above j) = σ(f_i − f_j), where f is linear in the features. Pure, and deterministic for the same order of
/// examples.
/// </summary>
/// <remarks>
/// Logistic regression on every pair of examples that differ, at the posterior mode with a normal prior of variance 1 on the weights; found by
/// Newton's method in the space of the examples. O(n³ + n² d) per step.
/// </remarks>
public sealed class PairRanker
{
    const int MostSteps = 50;
    const int MostHalvings = 30;
    const double Enough = 1e-10;

    readonly double[][] _features;
    readonly double[] _shares;

    PairRanker(double[][] features, double[] shares) => (_features, _shares) = (features, shares);

    /// <summary>Learns an order.</summary>
    /// <param name="features">The features, n × d.</param>
    /// <param name="values">The n values, larger is better; pairs of equal values carry no information.</param>
    public static PairRanker Fit(double[][] features, double[] values)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(values);
        var count = features.Length;
        double[][] kernel = [.. features.Select(row => features.Select(other => Product(row, other)).ToArray())];
        var shares = new double[count];
        var loss = Loss(shares);
        for (var step = 0; step < MostSteps; step++)
        {
            var (matrix, right) = System(shares);
            var target = Solve(matrix, right);
            var (best, bestLoss) = (shares, loss);
            var length = 1.0;
            for (var halving = 0; halving < MostHalvings && bestLoss >= loss; halving++, length /= 2)
            {
                double[] tried = [.. shares.Zip(target, (from, to) => from + (length * (to - from)))];
                (best, bestLoss) = Loss(tried) is var value && value < loss ? (tried, value) : (best, bestLoss);
            }

            var gain = loss - bestLoss;
            (shares, loss) = (best, bestLoss);
            if (gain <= Enough)
            {
                break;
            }
        }

        return new PairRanker(features, shares);

        double[] Scores(double[] of) => [.. kernel.Select(row => Product(row, of))];

        double Loss(double[] of)
        {
            var scores = Scores(of);
            var sum = Product(of, scores) / 2;
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var margin = Math.Sign(values[i] - values[j]) * (scores[i] - scores[j]);
                    sum += values[i] == values[j] ? 0 : Math.Log(1 + Math.Exp(-Math.Abs(margin))) + Math.Max(0, -margin);
                }
            }

            return sum;
        }

        // Solves (I + W K) a = W f − g, where g and W are the gradient and the curvature of the pairwise losses with respect to the scores.
        (double[][] Matrix, double[] Right) System(double[] of)
        {
            var scores = Scores(of);
            var (gradient, right) = (new double[count], new double[count]);
            double[][] curvature = [.. scores.Select(_ => new double[count])];
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < count; j++)
                {
                    if (values[i] == values[j])
                    {
                        continue;
                    }

                    var sign = Math.Sign(values[i] - values[j]);
                    var wrong = Chance(sign * (scores[j] - scores[i]));
                    gradient[i] -= sign * wrong;
                    curvature[i][i] += wrong * (1 - wrong);
                    curvature[i][j] -= wrong * (1 - wrong);
                }
            }

            for (var i = 0; i < count; i++)
            {
                right[i] = Product(curvature[i], scores) - gradient[i];
            }

            double[][] matrix = [.. curvature.Select((row, i) => kernel.Select((column, j) => Product(row, column) + (i == j ? 1 : 0)).ToArray())];
            return (matrix, right);
        }
    }

    /// <summary>Returns P(one above other).</summary>
    /// <param name="one">The d features of one.</param>
    /// <param name="other">The d features of the other.</param>
    public double ChanceAbove(double[] one, double[] other) => Chance(Score(one) - Score(other));

    double Score(double[] features) => _features.Zip(_shares, (row, share) => share * Product(row, features)).Sum();

    static double Chance(double difference) => 1 / (1 + Math.Exp(-difference));

    static double Product(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }

        return sum;
    }

    /// <summary>Solves by Gaussian elimination with the largest pivot of each column.</summary>
    static double[] Solve(double[][] matrix, double[] right)
    {
        for (var column = 0; column < right.Length; column++)
        {
            var pivot = Enumerable.Range(column, right.Length - column).MaxBy(row => Math.Abs(matrix[row][column]));
            (matrix[column], matrix[pivot]) = (matrix[pivot], matrix[column]);
            (right[column], right[pivot]) = (right[pivot], right[column]);
            for (var row = column + 1; row < right.Length; row++)
            {
                var factor = matrix[row][column] / matrix[column][column];
                for (var i = column; i < right.Length && factor != 0; i++)
                {
                    matrix[row][i] -= factor * matrix[column][i];
                }

                right[row] -= factor * right[column];
            }
        }

        for (var row = right.Length - 1; row >= 0; row--)
        {
            for (var i = row + 1; i < right.Length; i++)
            {
                right[row] -= matrix[row][i] * right[i];
            }

            right[row] /= matrix[row][row];
        }

        return right;
    }
}
