using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Fidelities;

public sealed class PromotionRuleTests
{
    static readonly IReadOnlyList<Objective> Objectives =
    [
        new() { Metric = "accuracy", Goal = Goal.Maximise },
        new() { Metric = "macs", Goal = Goal.Minimise },
    ];

    static readonly RungLadder Thirds = RungLadder.Of(new TrainingRecipe { Epochs = 3, Rungs = [1, 3] });

    [Fact]
    public void Decide_DominatedCandidates_AreStoppedAndSayWhy()
    {
        RungEntry[] generation = [Entry("ca", 90, 10), Entry("cb", 80, 20), Entry("cc", 70, 30)];

        var decisions = PromotionRule.Decide(Thirds, 1, Objectives, [], generation);

        decisions.Select(decision => decision.IsPromoted).ShouldBe([true, false, false]);
        decisions.Select(decision => decision.Rank).ShouldBe([1, 2, 3]);
        var stopped = decisions[1];
        stopped.Rule.ShouldBe(PromotionRule.Name);
        stopped.Values["accuracy"].ShouldBe(80);
        (stopped.Place, stopped.Compared, stopped.LastPlaceKept).ShouldBe((2, 3, 1));
    }

    [Fact]
    public void Decide_OneFront_KeepsThoseThatAddMostVolume()
    {
        // Ranges 21 and 30; cb alone dominates (80 − 60)/21 by (40 − 15)/30.
        RungEntry[] generation = [Entry("ca", 60, 10), Entry("cb", 80, 15), Entry("cc", 81, 40)];

        var decisions = PromotionRule.Decide(Thirds, 1, Objectives, [], generation);

        decisions.ShouldAllBe(decision => decision.Rank == 1);
        decisions[1].Contribution.ShouldBe(20.0 / 21 * 25 / 30, 1e-11);
        decisions.Single(decision => decision.IsPromoted).Candidate.Value.ShouldBe("cb");
    }

    [Fact]
    public void Decide_EqualValues_GoesByCandidateId()
    {
        RungEntry[] generation = [Entry("cz", 60, 10), Entry("ca", 60, 10), Entry("cm", 60, 10)];

        PromotionRule.Decide(Thirds, 1, Objectives, [], generation).Select(decision => decision.PlaceInGeneration).ShouldBe([3, 1, 2]);
    }

    [Fact]
    public void Decide_TwoOfOneFront_AddEquallyMuchInAnyUnits()
    {
        RungEntry[] generation = [Entry("cb", 70.3, 10.1), Entry("ca", 60.7, 1.0 / 3)];

        var decisions = PromotionRule.Decide(Thirds, 1, Objectives, [], generation);

        decisions[0].Contribution.ShouldBe(decisions[1].Contribution);
        decisions.Single(decision => decision.IsPromoted).Candidate.Value.ShouldBe("ca");
    }

    [Fact]
    public void Decide_GenerationWorseThanEarlierOnes_TrainsOnItsBestAlone()
    {
        RungEntry[] earlier = [.. Enumerable.Range(0, 6).Select(i => Entry($"e{i}", 90 + i, 1 + i))];
        RungEntry[] generation = [.. Enumerable.Range(0, 6).Select(i => Entry($"g{i}", 50 - i, 50 + i))];

        var decisions = PromotionRule.Decide(Thirds, 1, Objectives, earlier, generation);

        decisions.Where(decision => decision.IsPromoted).ShouldHaveSingleItem().Candidate.Value.ShouldBe("g0");
        decisions[0].Compared.ShouldBe(12);
        decisions[0].LastPlaceKept.ShouldBe(4);
    }

    [Fact]
    public void Decide_NobodyAtTheRung_DecidesNothing() =>
        PromotionRule.Decide(Thirds, 1, Objectives, [Entry("e", 1, 1)], []).ShouldBeEmpty();

    [Fact]
    public void Decide_AnyOrder_AgreesWithBruteForceAndKeepsToItsShare() => Prop.ForAll(
        (from values in Gen.Choose(0, 6).Two().NonEmptyListOf()
         from split in Gen.Choose(0, 20)
         from seed in Gen.Choose(0, 1_000)
         select (values, split, seed)).ToArbitrary(),
        sample =>
        {
            RungEntry[] all = [.. sample.values.Select((value, i) => Entry($"c{i:D3}", value.Item1, value.Item2))];
            var generation = all[..Math.Min(all.Length, sample.split + 1)];
            var earlier = all[generation.Length..];

            var decisions = PromotionRule.Decide(Thirds, 1, Objectives, earlier, generation);

            var random = new Random(sample.seed);
            var shuffled = PromotionRule.Decide(
                Thirds, 1, Objectives, [.. earlier.OrderBy(_ => random.Next())], [.. generation.OrderBy(_ => random.Next())]);
            foreach (var decision in decisions)
            {
                var again = shuffled.Single(other => other.Candidate == decision.Candidate);
                (again with { Values = decision.Values }).ShouldBe(decision);
                decision.Rank.ShouldBe(RankOf(decision.Candidate, all));
            }

            decisions.Count(decision => decision.IsPromoted).ShouldBeInRange(1, Thirds.Kept(generation.Length));
            decisions.Where(decision => decision.IsPromoted).Max(decision => decision.PlaceInGeneration)
                .ShouldBe(decisions.Count(decision => decision.IsPromoted));
        }).QuickCheckThrowOnFailure();

    // Peels front after front off, comparing every pair.
    static int RankOf(CandidateId candidate, IReadOnlyList<RungEntry> all)
    {
        var left = all.ToList();
        for (var rank = 1; ; rank++)
        {
            var front = left.Where(entry => !left.Any(other => Dominance.Dominates(Point(other), Point(entry)))).ToList();
            if (front.Any(entry => entry.Candidate == candidate))
            {
                return rank;
            }

            left.RemoveAll(front.Contains);
        }
    }

    static double[] Point(RungEntry entry) => ObjectiveValues.Minimised(entry.Values, Objectives);

    static RungEntry Entry(string candidate, double accuracy, double macs) =>
        new(new CandidateId(candidate), 1, new Dictionary<string, double> { ["accuracy"] = accuracy, ["macs"] = macs });
}
