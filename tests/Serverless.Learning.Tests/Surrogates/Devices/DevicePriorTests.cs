using Serverless.Core.Devices;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Surrogates.Devices;
using Serverless.MultiObjective.Statistics;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Surrogates.Devices;

public sealed class DevicePriorTests
{
    const int References = 10;

    [Theory]
    [InlineData("nasbench201")]
    [InlineData("mobile")]
    public void Adapt_DeviceOfTheSameMake_RanksWhatItDidNotMeasure(string spaceName)
    {
        var space = SearchSpaces.Find(spaceName)!;
        var prior = DevicePrior.Fit(MadeDevices.Measured(space, MadeDevices.Draw(space, 150, seed: 1), devices: 6), References);
        var pool = MadeDevices.Draw(space, 150, seed: 2);
        Architecture[] references = [.. prior.ChooseReferences(pool, References).Select(place => pool[place])];
        var unseen = MadeDevices.Draw(space, 300, seed: 3);

        using var adapted = prior.Adapt(MadeDevices.Measured(space, references, devices: 1, first: 6));

        var predictions = adapted.Predict(unseen);
        double[] predicted = [.. Enumerable.Range(0, unseen.Count).Select(place => predictions.ValueMean(place, 0))];
        RankCorrelation.Spearman(predicted, [.. unseen.Select(architecture => MadeDevices.Milliseconds(space, architecture, 6))]).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Adapt_ReferencesChosen_AreBetterThanTheFirstOfThePool()
    {
        var space = new PublishedSpace(new NasBench201Space());
        var prior = DevicePrior.Fit(MadeDevices.Measured(space, MadeDevices.Draw(space, 150, seed: 1), devices: 6), References);
        var pool = MadeDevices.Draw(space, 200, seed: 4);
        double Error(IEnumerable<Architecture> references)
        {
            using var adapted = prior.Adapt(MadeDevices.Measured(space, [.. references], devices: 1, first: 7));
            var predictions = adapted.Predict(pool);
            return pool.Index().Average(one => Math.Abs(Math.Log(predictions.ValueMean(one.Index, 0) / MadeDevices.Milliseconds(space, one.Item, 7))));
        }

        Error(prior.ChooseReferences(pool, References).Select(place => pool[place])).ShouldBeLessThan(Error(pool.Take(References)));
    }

    [Fact]
    public void ToOnnx_Adapted_ScoresAsPredicted()
    {
        foreach (var space in new[] { "nasbench201-canonical", "nasbench-macro-canonical", "mobile" }.Select(name => SearchSpaces.Find(name)!))
        {
            var architectures = MadeDevices.Draw(space, 60, seed: 5);
            var prior = DevicePrior.Fit(MadeDevices.Measured(space, architectures, devices: 4), References);
            using var adapted = prior.Adapt(MadeDevices.Measured(space, [.. architectures.Take(References)], devices: 1, first: 4));

            using var scorer = SurrogateScorer.Open("adapted", adapted.ToOnnx());

            var expected = adapted.Predict(architectures).Values;
            var scored = scorer.Score(architectures).Values;
            for (var i = 0; i < expected.Length; i++)
            {
                scored[i].ShouldBe(expected[i], 1e-4 * expected[i], space.Name);
            }

            scorer.Metadata.Kind.ShouldBe(SurrogateKind.DeviceTransfer);
            var predicted = Array.ConvertAll(expected.ToArray(), value => (double)value);
            AsDevice(adapted.ToTables()!.Values.Single(), space, architectures).ShouldBe(predicted, 1e-4);
        }
    }

    [Fact]
    public void ToTables_Lookup_SumsToThePredictions()
    {
        var space = SearchSpaces.Find("mobile")!;
        var set = MadeDevices.Measured(space, MadeDevices.Draw(space, 120, seed: 9), devices: 1);
        using var fitted = SurrogateFitters.Find(SurrogateKind.Lookup)!.Fit(set, new SurrogateFitOptions { Members = 3 }, CancellationToken.None);
        var architectures = MadeDevices.Draw(space, 40, seed: 10);

        var looked = AsDevice(fitted.ToTables()!.Values.Single(), space, architectures);

        var predictions = fitted.Predict(architectures);
        looked.ShouldBe([.. Enumerable.Range(0, architectures.Count).Select(place => predictions.ValueMean(place, 0))], 1e-3);
    }

    static double[] AsDevice(LookupTable table, SearchSpace space, IReadOnlyList<Architecture> architectures)
    {
        var device = new DeviceDefinition { Id = "board", Kind = DeviceKind.Lookup, Tables = new Dictionary<string, LookupTable> { ["latencyMs"] = table } };
        return [.. architectures.Select(architecture => LookupEstimator.Estimate(device, "latencyMs", space, architecture))];
    }

    [Fact]
    public void Fit_KnownDevicesWithBlanks_UsesWhatTheyMeasured()
    {
        var space = new PublishedSpace(new NasBench201Space());
        var architectures = MadeDevices.Draw(space, 150, seed: 6);
        var whole = MadeDevices.Measured(space, architectures, devices: 5);
        double[] values = [.. whole.Values];
        for (var row = 0; row < architectures.Count; row += 3)
        {
            values[(row * 5) + 2] = double.NaN;
        }

        var prior = DevicePrior.Fit(new SurrogateTrainingSet(whole.Specification, whole.Shape, whole.Targets, architectures, values, space), References);

        prior.Devices.ShouldBe(5);
        prior.ChooseReferences(architectures, References).Distinct().Count().ShouldBe(References);
    }

    [Fact]
    public void Adapt_FewerThanTwoMeasurements_IsRefused()
    {
        var space = new NasBench201Space();
        var architectures = MadeDevices.Draw(space, 20, seed: 7);
        var prior = DevicePrior.Fit(MadeDevices.Measured(space, architectures, devices: 3), References);

        Should.Throw<SurrogateFitException>(() => prior.Adapt(MadeDevices.Measured(space, [architectures[0]], devices: 1, first: 3)))
            .Message.ShouldContain("at least two");
    }

    [Fact]
    public void Fit_MeasurementThatIsNotPositive_NamesIt()
    {
        var space = new NasBench201Space();
        var architectures = MadeDevices.Draw(space, 4, seed: 8);
        var known = new SurrogateTrainingSet(
            space.DefaultSkeleton, SmallSets.Shape, [new Objective { Metric = "latencyMs", Goal = Goal.Minimise, Device = "odd" }], architectures, [1, 2, 0, 3]);

        Should.Throw<SurrogateFitException>(() => DevicePrior.Fit(known, References)).Message.ShouldContain("'latencyMs@odd' has the measurement 0");
    }
}
