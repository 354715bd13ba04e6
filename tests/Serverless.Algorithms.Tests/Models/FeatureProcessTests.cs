using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Features;

namespace Serverless.Algorithms.Tests.Models;

public sealed class FeatureProcessTests
{
    static readonly SpaceFeatures Features = new NasBench201Space().Features;

    [Fact]
    public void Predict_AsManyRowsAsLead_SaysWhatTheExactProcessDoes()
    {
        var (rows, values) = Sample(64);
        var process = FeatureProcess.Fit(Features, Features.Detail, rows, values, CancellationToken.None);

        var raw = Array.ConvertAll(rows.Values, value => (double)value);
        var table = FeatureTable.Of(Features, Features.Detail, raw, new FeatureScale(Features, raw, [.. Enumerable.Repeat(true, 64)]));
        var exact = GaussianProcess.Fit(AdditiveKernel.For(table), table.Select(table.Columns), values, start: null, evaluations: 40);
        var (means, variances) = (new double[table.Count], new double[table.Count]);
        exact.Predict(table, means, variances);

        var predicted = process.Predict(rows);
        for (var row = 0; row < 64; row++)
        {
            predicted.Means[row].ShouldBe(means[table.Columns[row]], 1e-6);
            predicted.Deviations[row].ShouldBe(Math.Sqrt(variances[table.Columns[row]]), 1e-6);
        }
    }

    [Fact]
    public void LeftOut_IsWhatTheOtherRowsSay()
    {
        var (rows, values) = Sample(20);
        var process = FeatureProcess.Fit(Features, Features.Function, rows, values, CancellationToken.None);
        var covariances = Covariances(process, rows);

        for (var row = 0; row < 20; row++)
        {
            int[] others = [.. Enumerable.Range(0, 20).Where(other => other != row)];
            var weights = Solve([.. others.Select(i => others.Select(j => covariances[i, j] + (i == j ? process.Noise : 0)).ToArray())], [.. others.Select(i => covariances[row, i])]);
            var mean = process.Shift + weights.Zip(others, (weight, other) => weight * (values[other] - process.Shift)).Sum();
            var variance = covariances[row, row] + process.Noise - weights.Zip(others, (weight, other) => weight * covariances[row, other]).Sum();

            process.LeftOut.Means[row].ShouldBe(mean, 1e-6);
            process.LeftOut.Exact[row].ShouldBe(process.Scale * Math.Sqrt(variance), 1e-6);
        }
    }

    [Fact]
    public void Predict_MoreRowsThanLead_HasMeansOfAllAndNoSmallerDeviations()
    {
        var (rows, values) = Sample(300);
        var process = FeatureProcess.Fit(Features, Features.Execution, rows, values, CancellationToken.None);

        process.Leading.ShouldBeLessThan(300);
        var predicted = process.Predict(rows);

        Enumerable.Range(0, 300).Average(row => Math.Abs(predicted.Means[row] - values[row])).ShouldBeLessThan(0.2);
        Enumerable.Range(0, 300).ShouldAllBe(row => process.LeftOut.Deviations[row] >= process.LeftOut.Exact[row] - 1e-9);
    }

    [Fact]
    public void Fit_Cancelled_Stops()
    {
        var (rows, values) = Sample(20);

        Should.Throw<OperationCanceledException>(() => FeatureProcess.Fit(Features, Features.Function, rows, values, new CancellationToken(true)));
    }

    static (FeatureRows Rows, double[] Values) Sample(int count)
    {
        var space = new NasBench201Space();
        var random = RandomStream.For(1, 0, 0);
        var written = new double[Features.Length];
        var (rows, values) = (new List<float>(), new List<double>());
        for (var i = 0; i < count; i++)
        {
            var architecture = space.Sample(random);
            Features.Write(architecture, written);
            rows.AddRange(written.Select(value => (float)value));
            values.Add(Math.Log(1 + Features.SizeOf(architecture)) + (0.05 * random.NextNormal()));
        }

        return (new FeatureRows([.. rows], Features.Length), [.. values]);
    }

    static double[,] Covariances(FeatureProcess process, FeatureRows rows)
    {
        var covariances = new double[rows.Count, rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var other = 0; other < rows.Count; other++)
            {
                covariances[row, other] = FeatureProcess.Constant;
                foreach (var term in process.Terms)
                {
                    var pair = new double[1];
                    (term with { Points = term.Scale(rows[other]) }).AddTo(pair, term.Scale(rows[row]));
                    covariances[row, other] += pair[0];
                }
            }
        }

        return covariances;
    }

    /// <summary>Gauss, Jordan; the matrix is positive definite.</summary>
    static double[] Solve(double[][] matrix, double[] right)
    {
        for (var pivot = 0; pivot < right.Length; pivot++)
        {
            for (var row = 0; row < right.Length; row++)
            {
                var factor = row == pivot ? 0 : matrix[row][pivot] / matrix[pivot][pivot];
                for (var column = pivot; column < right.Length; column++)
                {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }

                right[row] -= factor * right[pivot];
            }
        }

        return [.. right.Select((value, row) => value / matrix[row][row])];
    }
}
