using System.Runtime.Intrinsics;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Models;

public sealed class GaussianProcessTests
{
    const int Observations = 40;

    static readonly CandidateCatalogue Catalogue = CandidateCatalogue.OfAll(new NasBench201Space());

    public static TheoryData<string, string> Kernels => new(
        from view in new[] { "function", "execution" } from kind in Enum.GetNames<KernelKind>() select (view, kind));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Evaluate_Gradient_IsThatOfFiniteDifferences(string view, string kind)
    {
        var (table, values) = Sample(view, Observations);
        var kernel = KernelOf(table, Enum.Parse<KernelKind>(kind));
        var training = new TrainingKernel(kernel, table, values);
        double[] point = [.. kernel.PriorMeans.Select((mean, i) => mean + (0.3 * Math.Sin(i)))];
        var gradient = new double[point.Length];
        var ignored = new double[point.Length];

        training.Evaluate(point, gradient);

        for (var i = 0; i < point.Length; i++)
        {
            double At(double change) => training.Evaluate([.. point.Select((value, k) => k == i ? value + change : value)], ignored);
            gradient[i].ShouldBe((At(1e-5) - At(-1e-5)) / 2e-5, 1e-5 * (1 + Math.Abs(gradient[i])));
        }
    }

    [Theory]
    [InlineData("function")]
    [InlineData("execution")]
    public void Predict_OfTheTextbooksFormula_IsTheSame(string view)
    {
        var (table, values) = Sample(view, Observations);
        var process = GaussianProcess.Fit(AdditiveKernel.For(table), table, values, start: null, evaluations: 15);
        var (means, variances) = (new double[table.Count], new double[table.Count]);

        process.Predict(table, means, variances);

        // K alone, with the noise of none: the residual of its own observation is noise times weight.
        var sequential = process.Begin(table);
        sequential.Means.ShouldBe(means);
        for (var i = 0; i < table.Count; i++)
        {
            sequential.Deviation(i).ShouldBe(Math.Sqrt(variances[i]), 1e-9);
        }
    }

    [Fact]
    public void Observe_AColumn_LeavesTheVarianceThatOneMoreObservationLeaves()
    {
        var (table, values) = Sample("execution", Observations + 5);
        var kernel = AdditiveKernel.For(table);
        var fewer = GaussianProcess.Fit(kernel, table.Select([.. Enumerable.Range(0, Observations)]), values.AsSpan(0, Observations), null, 0);
        var posterior = fewer.Begin(table);
        for (var i = Observations; i < Observations + 5; i++)
        {
            posterior.Observe(i);
        }

        // An observation at its mean changes nothing but variances, which do not depend on values; scales are those of the fewer values.
        var all = GaussianProcess.Fit(kernel, table, [.. values.AsSpan(0, Observations), .. posterior.Means.AsSpan(Observations, 5)], null, 0);
        var other = all.Begin(table);

        for (var i = 0; i < table.Count; i++)
        {
            (posterior.Deviation(i) / fewer.Noise).ShouldBe(other.Deviation(i) / all.Noise, 1e-6);
        }
    }

    [Fact]
    public void Sample_ManyDraws_HaveTheMeansAndVariancesOfThePrediction()
    {
        var (table, values) = Sample("function", Observations);
        var process = GaussianProcess.Fit(AdditiveKernel.For(table), table, values, null, 10);
        var few = table.Select([0, 3, 7, 11]);
        var (means, variances) = (new double[4], new double[4]);
        process.Predict(few, means, variances);
        const int Draws = 4000;

        var draws = process.Sample(few, Draws, RandomStream.For(1, 0, 0));

        for (var i = 0; i < 4; i++)
        {
            double[] own = [.. Enumerable.Range(0, Draws).Select(draw => draws[(draw * 4) + i])];
            var expected = Math.Sqrt(variances[i] - (process.Noise * process.Noise));
            own.Average().ShouldBe(means[i], 5 * process.Noise / Math.Sqrt(Draws) + (5 * expected / Math.Sqrt(Draws)));
            Math.Sqrt(own.Average(value => Math.Pow(value - means[i], 2))).ShouldBe(expected, 0.1 * process.Noise);
        }
    }

    [Fact]
    public void Fit_FromTheModeItFound_StaysThere()
    {
        var (table, values) = Sample("function", Observations);
        var kernel = AdditiveKernel.For(table);
        var first = GaussianProcess.Fit(kernel, table, values, null, 100);

        var second = GaussianProcess.Fit(kernel, table, values, first.Parameters, 100);

        second.LogDensity.ShouldBe(first.LogDensity, 1e-3);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.84134474606854293)]
    [InlineData(-3, 0.0013498980316300946)]
    [InlineData(-8, 6.2209605742717841e-16)]
    public void Cumulative_KnownValues_AreMet(double value, double expected)
    {
        var cumulative = NormalDistribution.Cumulative(Vector512.Create(value))[3];

        (cumulative / expected).ShouldBe(1, 1e-3);
        cumulative.ShouldBe(expected, 1e-12);
    }

    static AdditiveKernel KernelOf(FeatureTable table, KernelKind kind) => new(
    [
        .. kind == KernelKind.Linear
            ? table.Blocks.Select((_, block) => new KernelTerm(kind, [block]))
            : table.Groups.Select(group => new KernelTerm(kind, group)),
    ]);

    /// <summary>Standardised values that depend on the cells.</summary>
    static (FeatureTable Table, double[] Values) Sample(string view, int count)
    {
        var table = view == "function" ? Catalogue.Function : Catalogue.Execution;
        int[] places = [.. Enumerable.Range(0, count).Select(i => (37 + (i * 61)) % table.Count)];
        double[] raw = [.. places.Select((place, i) => Math.Sin(place) + (0.1 * table.Values[place]) + (0.01 * i))];
        var (mean, deviation) = (raw.Average(), Math.Sqrt(raw.Average(value => Math.Pow(value - raw.Average(), 2))));
        return (table.Select(places), [.. raw.Select(value => (value - mean) / deviation)]);
    }
}
