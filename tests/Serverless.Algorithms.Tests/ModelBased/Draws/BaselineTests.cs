using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Draws;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.ModelBased.Draws;

public sealed class BaselineTests
{
    readonly NasBench201Space _space = new();

    [Fact]
    public void Prune_ManyObserved_KeepsTheFrontAndDropsWhatIsFarBehind()
    {
        var fitted = Fit(noise: 0);
        var places = Baseline.Of(fitted);
        double[][] points = [.. fitted.Members.Select(member => member.Objectives)];

        var kept = Baseline.Prune(fitted, places).ToHashSet();

        kept.Count.ShouldBeLessThan(places.Length / 2);
        kept.ShouldContain(places[points.Index().MinBy(point => point.Item[0]).Index]);
        kept.ShouldContain(places[points.Index().MinBy(point => point.Item[1]).Index]);
    }

    [Fact]
    public void Prune_NoisyObservations_KeepsMoreThanTheObservedFront()
    {
        var fitted = Fit(noise: 6);
        var front = ConstrainedSort.Fronts(fitted.Members)[0].Length;

        Baseline.Prune(fitted, Baseline.Of(fitted)).Length.ShouldBeGreaterThan(front);
    }

    [Fact]
    public void Of_FailedInfeasibleAndUnknown_LeavesThemOut()
    {
        var fitted = Fit(noise: 0);
        Member[] members =
        [
            Like(fitted.Members[0], ObservationStatus.Failed, [], 0),
            Like(fitted.Members[1], ObservationStatus.Evaluated, [1, 2], 3),
            Like(fitted.Members[2], ObservationStatus.Evaluated, [double.NaN, 2], 0),
            fitted.Members[3],
        ];

        Baseline.Of(fitted with { Members = members }).ShouldBe([fitted.Catalogue.PlaceOf(members[3].Architecture)]);
        Baseline.Prune(fitted, []).ShouldBeEmpty();
    }

    FittedModels Fit(double noise)
    {
        var catalogue = CandidateCatalogue.OfAll(_space);
        var random = RandomStream.For(4, 0, 0);
        Member[] members = [.. Enumerable.Range(0, 60).Select(_ =>
        {
            var cell = _space.Canonicalise(_space.Sample(random));
            double[] objectives = [.. ClosedForm.Objectives(_space.Format(cell)).Select(value => value + (noise * (random.NextDouble() - 0.5)))];
            return new Member { Space = _space, Architecture = cell, Status = ObservationStatus.Evaluated, Objectives = objectives, Violation = 0 };
        })];
        ObjectiveModel[] models = [.. Enumerable.Range(0, 2).Select(k => ObjectiveModel.Fit(catalogue, members, ModelTarget.Objective(k), [], isFitted: false))];
        return new FittedModels(catalogue, models, [], members, [], Seed: 1, Generation: 1);
    }

    static Member Like(Member member, ObservationStatus status, double[] objectives, double violation) => new()
    {
        Space = member.Space,
        Architecture = member.Architecture,
        Status = status,
        Objectives = objectives,
        Violation = violation,
    };
}
