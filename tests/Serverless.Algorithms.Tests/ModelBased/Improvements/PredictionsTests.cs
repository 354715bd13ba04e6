using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.ModelBased.Improvements;

/// <summary>With many observations, deviations are upper bounds until exact values are requested.</summary>
public sealed class PredictionsTests
{
    const int Observations = 300;

    static readonly NasBench201Space Space = new();
    static readonly CandidateCatalogue Catalogue = CandidateCatalogue.OfAll(Space);

    [Fact]
    public void Refine_CandidatesWithBounds_LeavesMeansAndLowersDeviations()
    {
        var predictions = new Predictions(Catalogue, Models(out _));
        int[] places = [5, 700, 701, 4_000];
        double[] bounds = [.. places.Select(place => predictions.Marginals[1].Deviations[place])];
        double[] means = [.. places.Select(place => predictions.Marginals[1].Means[place])];

        predictions.IsBounded.ShouldBeTrue();
        predictions.Refine(places).ShouldBe(places);

        for (var i = 0; i < places.Length; i++)
        {
            predictions.Marginals[1].Means[places[i]].ShouldBe(means[i]);
            predictions.Marginals[1].Deviations[places[i]].ShouldBeLessThanOrEqualTo(bounds[i] * (1 + 1e-9));
        }

        predictions.Refine(places).ShouldBeEmpty();
    }

    [Fact]
    public void ReferencePoint_OfBounds_IsThatOfExactDeviations()
    {
        var models = Models(out var front);
        int[] all = [.. Enumerable.Range(0, Catalogue.Architectures.Length)];
        var (bounded, exact) = (new Predictions(Catalogue, models), new Predictions(Catalogue, models));
        exact.Refine(all);

        var (ideal, reference) = ReferencePoint.Of(front.Points, bounded, all, _ => true);

        var (expectedIdeal, expectedReference) = ReferencePoint.Of(front.Points, exact, all, _ => true);
        ideal.ShouldBe(expectedIdeal, 1e-9);
        reference.ShouldBe(expectedReference, 1e-9);
        all.Count(bounded.IsExact).ShouldBeLessThan(all.Length / 2);
    }

    static ObjectiveModel[] Models(out NondominatedSet<int> front)
    {
        Member[] members = [.. Enumerable.Range(0, Observations).Select(i => MemberAt(i * Catalogue.Architectures.Length / Observations))];
        front = new NondominatedSet<int>(2);
        foreach (var member in members)
        {
            front.Add(member.Objectives, 0);
        }

        return [.. Enumerable.Range(0, 2).Select(objective => ObjectiveModel.Fit(Catalogue, members, ModelTarget.Objective(objective), [], isFitted: false))];
    }

    static Member MemberAt(int place)
    {
        var cell = Catalogue.Architectures[place];
        return new()
        {
            Space = Space,
            Architecture = cell,
            Status = ObservationStatus.Evaluated,
            Objectives = [.. ClosedForm.Objectives(Space.Format(cell)).Select((value, k) => k == 0 ? value - 1 : value + 1)],
            Violation = 0,
        };
    }
}
