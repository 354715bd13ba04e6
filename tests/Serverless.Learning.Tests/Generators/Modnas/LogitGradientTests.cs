using Serverless.Learning.Generators.Modnas;
using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Generators.Modnas;

/// <summary>Compares estimators of a gradient with the expectation over all architectures of a small space.</summary>
public sealed class LogitGradientTests(ITestOutputHelper output)
{
    const int Genotypes = 24;

    static readonly int[] Sizes = [3, 2, 4];
    static readonly Decisions Small = new(Sizes);
    static readonly float[] Logits = [0.5f, -0.2f, 0, 1, 0.3f, -0.5f, 0.2f, 0.7f, 0];

    [Fact]
    public void Exact_IsTheSumOverAllArchitectures()
    {
        using var scope = NewDisposeScope();
        var (table, losses) = Table();

        var told = Gradient(new ExactGradient(Small), table, rows: 1);

        var (expected, gradient) = Enumerate(losses, Logits);
        told.Losses.item<float>().ShouldBe((float)expected, 1e-6f);
        Means(told.Slopes).ShouldBe(gradient, 1e-5);
    }

    [Fact]
    public void TableLoss_OneHot_IsTheArchitecturesOwn()
    {
        using var scope = NewDisposeScope();
        var (table, losses) = Table();
        var rows = new float[Genotypes * Small.Length];
        for (var place = 0; place < Genotypes; place++)
        {
            foreach (var (decision, choice) in GenotypeOf(place).Index())
            {
                rows[(place * Small.Length) + Small.Starts[decision] + choice] = 1;
            }
        }

        var said = table.Of(tensor(rows).reshape(Genotypes, -1), zeros(Genotypes, int64), Preferences(Genotypes));

        said.data<float>().Select(value => (double)value).ToArray().ShouldBe(losses, 1e-6);
    }

    [Fact]
    public void Reinforce_ManyDraws_IsUnbiased()
    {
        using var scope = NewDisposeScope();
        var (table, losses) = Table();
        const int Rows = 20_000;

        var told = Gradient(new ReinforceGradient(Small, draws: 2), table, Rows);

        var (_, gradient) = Enumerate(losses, Logits);
        var errors = (told.Slopes.std(0) / Math.Sqrt(Rows)).data<float>().ToArray();
        foreach (var (place, mean) in Means(told.Slopes).Index())
        {
            Math.Abs(mean - gradient[place]).ShouldBeLessThan((4 * errors[place]) + 1e-6, $"choice {place}");
        }
    }

    [Theory]
    [InlineData(GradientEstimators.ReinMax)]
    [InlineData(GradientEstimators.Gdas)]
    public void StraightThrough_ManyDraws_PointsWhereTheGradientDoes(string name)
    {
        using var scope = NewDisposeScope();
        var (table, losses) = Table();

        var mean = Means(Gradient(GradientEstimators.Create(name, Small), table, rows: 20_000, progress: 1).Slopes);

        var (_, gradient) = Enumerate(losses, Logits);
        var bias = Length([.. mean.Zip(gradient, (one, other) => one - other)]) / Length(gradient);
        var cosine = mean.Zip(gradient, (one, other) => one * other).Sum() / (Length(mean) * Length(gradient));
        var message = $"{name}: the mean of 20,000 draws is {bias:P1} of the exact gradient's length away from it, the cosine {cosine:F4}";
        output.WriteLine(message);
        cosine.ShouldBeGreaterThan(0.9, message);
    }

    static LogitGradient Gradient(ILogitGradient estimator, TableLoss table, int rows, double progress = 0)
    {
        var preferences = Preferences(rows);
        var devices = zeros(rows, int64);
        var logits = tensor(Logits).reshape(1, -1).repeat(rows, 1);
        return estimator.Of(logits, choices => table.Of(choices, devices, preferences), RandomStream.For(5, 0, 0), progress);
    }

    static Tensor Preferences(int rows) => tensor(new[] { 0.3f, 0.7f }).reshape(1, 2).repeat(rows, 1);

    static (TableLoss Table, double[] Losses) Table()
    {
        var random = RandomStream.For(8, 0, 0);
        float[] quality = [.. Enumerable.Range(0, Genotypes).Select(_ => (float)random.NextDouble())];
        float[] cost = [.. Enumerable.Range(0, Genotypes).Select(_ => (float)random.NextDouble())];
        var losses = quality.Zip(cost, (q, c) =>
        {
            var sum = (0.3 * q) + (0.7 * c);
            return sum + (0.1 * (1 - (sum / (Math.Sqrt((q * q) + (c * c)) * Math.Sqrt(0.58)))));
        }).ToArray();
        return (new TableLoss(Small, tensor(quality).reshape(1, -1), tensor(cost).reshape(1, -1)), losses);
    }

    /// <summary>The expected loss and its gradient by sums over genotypes: p(a) (1[a chooses k] − p_k) ℓ(a).</summary>
    static (double Expected, double[] Gradient) Enumerate(double[] losses, float[] logits)
    {
        var probabilities = new double[logits.Length];
        foreach (var (decision, size) in Sizes.Index())
        {
            var sum = Enumerable.Range(Small.Starts[decision], size).Sum(place => Math.Exp(logits[place]));
            for (var place = Small.Starts[decision]; place < Small.Starts[decision] + size; place++)
            {
                probabilities[place] = Math.Exp(logits[place]) / sum;
            }
        }

        var (expected, gradient) = (0.0, new double[logits.Length]);
        for (var genotype = 0; genotype < Genotypes; genotype++)
        {
            var chosen = GenotypeOf(genotype).Index().Select(choice => Small.Starts[choice.Index] + choice.Item).ToHashSet();
            var weight = chosen.Aggregate(1.0, (product, place) => product * probabilities[place]) * losses[genotype];
            expected += weight;
            for (var place = 0; place < logits.Length; place++)
            {
                gradient[place] += weight * ((chosen.Contains(place) ? 1 : 0) - probabilities[place]);
            }
        }

        return (expected, gradient);
    }

    static int[] GenotypeOf(int place) => [place / 8, place / 4 % 2, place % 4];

    static double[] Means(Tensor rows) => [.. rows.mean([0]).data<float>().Select(value => (double)value)];

    static double Length(double[] values) => Math.Sqrt(values.Sum(value => value * value));
}
