using Serverless.Algorithms.Options;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Fidelities;

public sealed class ArchiveRuleTests
{
    static readonly IReadOnlyList<Objective> Objectives =
    [
        new() { Metric = "snip", Goal = Goal.Maximise },
        new() { Metric = "macs", Goal = Goal.Minimise },
    ];

    static readonly RungLadder Halves = RungLadder.Of(new TrainingRecipe { Epochs = 3, Rungs = [0, 3] }, new() { ReductionFactor = 2 });

    [Fact]
    public void Decide_WhatAnotherDominatesOrEquals_IsNeverPromoted()
    {
        RungEntry[] earlier = [Entry("ca", 9, 5)];
        RungEntry[] generation = [Entry("cb", 9, 5), Entry("cc", 8, 6), Entry("cd", 8, 9), Entry("ce", 1, 7)];

        var decisions = ArchiveRule.Decide(ArchiveOrder.Novelty, Halves, 1, Objectives, earlier, generation);

        decisions.ShouldAllBe(decision => !decision.IsPromoted && decision.Rank == 2);
        decisions.Select(decision => decision.Candidate).ShouldBe(generation.Select(entry => entry.Candidate));
    }

    [Fact]
    public void Decide_MoreOfTheArchiveThanAreKept_PromotesTheMostNovelAndSaysWhy()
    {
        RungEntry[] generation = [Entry("ca", 0, 0), Entry("cb", 9, 90), Entry("cc", 10, 100), Entry("cd", 1, 100)];

        var decisions = ArchiveRule.Decide(ArchiveOrder.Novelty, Halves, 1, Objectives, [], generation);

        decisions.Where(decision => decision.IsPromoted).Select(decision => decision.Candidate.Value).ShouldBe(["ca", "cc"]);
        var stopped = decisions[1];
        (stopped.Rule, stopped.Rank, stopped.Place, stopped.Compared, stopped.LastPlaceKept).ShouldBe((ArchiveRule.NameOf(ArchiveOrder.Novelty), 1, 3, 4, 3));
        (stopped.PlaceInGeneration, stopped.LastPlaceKeptInGeneration).ShouldBe((3, 2));
        stopped.Contribution.ShouldBe((Math.Sqrt(2 * 0.81) + Math.Sqrt(2 * 0.01)) / 3, 1e-12);
        stopped.Values["macs"].ShouldBe(90);
    }

    /// <summary>Scaled and minimised they are (1, 0), (.8, .1), (.7, .5), (0, 1) and (.9, .9); the reference is (1.1, 1.1).</summary>
    [Fact]
    public void Decide_ByContribution_PromotesWhatAddsTheLargestVolume()
    {
        RungEntry[] generation = [Entry("ca", 0, 0), Entry("cb", 2, 10), Entry("cc", 3, 50), Entry("cd", 10, 100), Entry("ce", 1, 90)];

        var decisions = ArchiveRule.Decide(ArchiveOrder.Contribution, Halves, 1, Objectives, [], generation);

        decisions.ShouldAllBe(decision => decision.Rule == "archiveThenHypervolumeContribution");
        decisions.Select(decision => decision.Contribution).ShouldBe([0.1 * 0.1, 0.2 * 0.4, 0.1 * 0.5, 0.7 * 0.1, 0], 1e-9);
        decisions.Where(decision => decision.IsPromoted).Select(decision => decision.Candidate.Value).ShouldBe(["cb", "cd"]);
    }

    [Fact]
    public void Decide_MissingValues_CountAsWorseThanAny()
    {
        RungEntry[] generation =
        [
            Entry("ca", 1, 5), Entry("cb", null, 9), Entry("cc", null, null), Entry("cd", null, 1),
        ];

        var decisions = ArchiveRule.Decide(ArchiveOrder.Novelty, Halves, 1, Objectives, [], generation);

        decisions.Select(decision => decision.IsPromoted).ShouldBe([true, false, false, true]);
    }

    [Fact]
    public void Decide_AnyOrder_DecidesTheSame()
    {
        RungEntry[] generation = [.. Enumerable.Range(0, 8).Select(i => Entry($"c{i}", i * i % 7, i * 3 % 5))];

        var forwards = Promoted(generation);
        var backwards = Promoted([.. generation.Reverse()]);

        backwards.ShouldBe(forwards, ignoreOrder: true);
        forwards.Count.ShouldBeInRange(1, 4);
    }

    static List<string> Promoted(RungEntry[] generation) =>
        [.. ArchiveRule.Decide(ArchiveOrder.Novelty, Halves, 1, Objectives, [], generation).Where(decision => decision.IsPromoted).Select(decision => decision.Candidate.Value)];

    static RungEntry Entry(string id, double? snip, double? macs) => new(
        new CandidateId(id),
        1,
        new[] { ("snip", snip), ("macs", macs) }.Where(value => value.Item2 is not null).ToDictionary(value => value.Item1, value => value.Item2!.Value));
}
