using Serverless.Core.Surrogates;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.MultiObjective.Statistics;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Surrogates;

/// <summary>Surrogates that rank trainings in progress by their learning curves.</summary>
public sealed class LearningCurveTests
{
    static readonly NasBenchMacroSpace Space = new();
    static readonly string[] Points = ["1 epochs", "3 epochs"];

    [Fact]
    public void Fit_AccuracyThatCurvesTellAndArchitecturesDoNot_IsRankedByCurvesAlone()
    {
        var (set, curves) = Trainings(160, seed: 1);
        using var fitted = (FittedNetwork)SurrogateFitters.Find(SurrogateKind.Lclr)!.Fit(
            set, new SurrogateFitOptions { Members = 1, HeldOutShare = 0, Epochs = 60, Device = "cpu" }, CancellationToken.None);
        var (others, theirs) = Trainings(100, seed: 2);
        double[] measured = [.. Enumerable.Range(0, others.Count).Select(place => others.ValuesOf(place)[0])];

        fitted.Metadata.CurvePoints.ShouldBe(Points);
        Agreement(fitted.Predict(others.Architectures, theirs)).ShouldBeGreaterThan(0.8);
        Math.Abs(Agreement(fitted.Predict(others.Architectures))).ShouldBeLessThan(0.4);

        using var scorer = new SurrogateScorer("fitted", fitted.ToOnnx(), fitted.Metadata);
        Same(scorer.Score(others.Architectures, theirs, CancellationToken.None), fitted.Predict(others.Architectures, theirs));
        Same(scorer.Score(others.Architectures), fitted.Predict(others.Architectures));
        Should.Throw<ArgumentException>(() => scorer.Score(others.Architectures, new LearningCurves(["7 epochs"], new double[100]), CancellationToken.None));

        double Agreement(SurrogatePredictions predictions) =>
            RankCorrelation.Spearman([.. Enumerable.Range(0, measured.Length).Select(place => predictions.ValueMean(place, 0))], measured);
    }

    [Fact]
    public void SetOf_OrderWithCurves_GivesEachItsPointsAndBlanks()
    {
        var order = new FitSpecification
        {
            Id = "fit-a",
            Kind = SurrogateKind.Lclr,
            Space = Space.DefaultSkeleton,
            Dataset = new() { Name = "any" },
            Shape = SmallSets.Shape,
            Targets = [SmallSets.Accuracy],
            Fidelity = "full",
            Ensemble = 1,
            Seed = 0,
            CurvePoints = Points,
            CreatedAt = default,
            Examples =
            [
                new("00000000", new Dictionary<string, double> { ["accuracy"] = 60 }) { Curve = [30, 50] },
                new("00000001", new Dictionary<string, double> { ["accuracy"] = 61 }) { Curve = [31] },
                new("00000002", new Dictionary<string, double> { ["accuracy"] = 62 }),
            ],
        };

        OrderedFit.SetOf(order).Curves.ShouldNotBeNull().Values.ShouldBe([30, 50, 31, double.NaN, double.NaN, double.NaN]);
    }

    static void Same(SurrogatePredictions scored, SurrogatePredictions expected)
    {
        for (var i = 0; i < expected.Values.Length; i++)
        {
            scored.Values[i].ShouldBe(expected.Values[i], 1e-3);
        }
    }

    /// <summary>Accuracies by chance, of which curves have a share the larger the further they go; some have no second point.</summary>
    static (SurrogateTrainingSet Set, LearningCurves Curves) Trainings(int count, int seed)
    {
        var architectures = SmallSets.Of(Space, count, seed).Architectures;
        var (values, curves) = (new double[count], new double[2 * count]);
        for (var i = 0; i < count; i++)
        {
            var random = RandomStream.For(seed, 5, i);
            values[i] = 60 + (20 * random.NextDouble());
            curves[2 * i] = (0.5 * values[i]) + (2 * random.NextDouble());
            curves[(2 * i) + 1] = i % 4 == 0 ? double.NaN : (0.8 * values[i]) + random.NextDouble();
        }

        var all = new LearningCurves(Points, curves);
        return (new SurrogateTrainingSet(Space.DefaultSkeleton, SmallSets.Shape, [SmallSets.Accuracy], architectures, values, Space, all), all);
    }
}
