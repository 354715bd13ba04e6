using Serverless.Algorithms.DppNet;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.DppNet;

public sealed class DppNetAlgorithmTests
{
    const int Kept = 6;

    static readonly PublishedSpace Space = new(new NasBench201Space());

    /// <summary>Both objectives are known, so that nothing is left to predict: each round is told by brute force.</summary>
    [Fact]
    public void Ask_ObjectivesThatAreKnown_KeepsTheFrontAndCrowdedRestOfAllExtensionsInEachRound()
    {
        var growth = new Growth(Space);
        var algorithm = Create(new ProblemDefinition { KnownObjectives = cell => ClosedForm.Objectives(Space.Format(cell)) });
        Architecture[] kept = [.. growth.Extend(growth.Seedling, decision: 0)];
        Tell(algorithm, kept.Length).ShouldBe(kept, ignoreOrder: true);
        var known = kept.ToHashSet();

        for (var decision = 1; decision < 6; decision++)
        {
            kept = [.. Best(kept.SelectMany(cell => growth.Extend(cell, decision)).Distinct().Where(NasBench201Space.IsConnected)).Take(Kept)];
            Architecture[] wanted = [.. kept.Where(known.Add)];

            Tell(algorithm, wanted.Length).ShouldBe(wanted, ignoreOrder: true, $"round {decision}");
        }
    }

    [Fact]
    public void Ask_GrownOut_ChangesOneDecisionOfWhatIsKept()
    {
        var algorithm = Create(ProblemDefinition.Unknown);
        var told = new List<ProposedCandidate>();
        for (var generation = 0; generation < 15; generation++)
        {
            var asked = algorithm.Ask(Kept);
            told.AddRange(asked);
            algorithm.Tell([.. asked.Select(ClosedForm.Evaluate)]);
        }

        var grown = told.FindIndex(proposal => proposal.Operator == "mutation");
        grown.ShouldBeGreaterThan(5);
        var earlier = told.Take(grown).Select(Parse).ToArray();
        Space.Neighbours(Parse(told[grown])).ShouldContain(neighbour => earlier.Contains(neighbour));
    }

    [Fact]
    public void Ask_ObjectivesThatArePredicted_FindsMoreVolumeThanRandomSearchWithAsMany()
    {
        var grown = VolumeAfter("dpp-net");
        var random = VolumeAfter("random");

        grown.ShouldBeGreaterThan(random);
    }

    [Fact]
    public void Ask_WhileARoundIsPending_ProposesItsNextThenWhatItKeepsWithOpenDecisionsDrawn()
    {
        var algorithm = Create(ProblemDefinition.Unknown);

        var asked = algorithm.Ask(12);

        asked.Take(5).ShouldAllBe(proposal => proposal.Operator == "growth");
        asked.Skip(5).ShouldAllBe(proposal => proposal.Operator == "sample");
    }

    [Fact]
    public void Ask_WhatNoKnownConstraintAllows_GrowsNoFurther()
    {
        var algorithm = Create(new ProblemDefinition { IsFeasible = cell => cell.Genotype[0] != 3 });
        var asked = new List<ProposedCandidate>();
        for (var generation = 0; generation < 8; generation++)
        {
            var now = algorithm.Ask(Kept);
            asked.AddRange(now);
            algorithm.Tell([.. now.Select(ClosedForm.Evaluate)]);
        }

        asked.Where(proposal => proposal.Operator != "sample").Select(proposal => Parse(proposal).Genotype[0]).ShouldNotContain(3);
    }

    /// <summary>By front, then by crowding distance; ties by the order of the extensions.</summary>
    static IEnumerable<Architecture> Best(IEnumerable<Architecture> cells)
    {
        var rest = cells.ToList();
        while (rest.Count > 0)
        {
            double[][] values = [.. rest.Select(cell => ClosedForm.Objectives(Space.Format(cell)))];
            Architecture[] front = [.. rest.Where((_, i) => !values.Any(other => Dominance.Dominates(other, values[i])))];
            var crowding = CrowdingDistance.Of([.. front.SelectMany(cell => ClosedForm.Objectives(Space.Format(cell)))], 2);
            foreach (var place in Enumerable.Range(0, front.Length).OrderByDescending(place => crowding[place]))
            {
                yield return front[place];
            }

            rest.RemoveAll(front.Contains);
        }
    }

    static double VolumeAfter(string name)
    {
        var algorithm = SearchAlgorithms.Create(new() { Name = name }, Space, seed: 1, state: null);
        var points = new List<double>();
        for (var generation = 0; generation < 16; generation++)
        {
            Observation[] told = [.. algorithm.Ask(8).Select(ClosedForm.Evaluate)];
            points.AddRange(told.SelectMany(observation => observation.Objectives));
            algorithm.Tell(told);
        }

        return Hypervolume.Of([.. points], [0, 55]);
    }

    static Architecture[] Tell(ISearchAlgorithm algorithm, int count)
    {
        var asked = algorithm.Ask(count);
        algorithm.Tell([.. asked.Select(ClosedForm.Evaluate)]);
        return [.. asked.Select(Parse)];
    }

    static Architecture Parse(ProposedCandidate proposal) =>
        Space.TryParse(proposal.Architecture, out var cell, out var error) ? cell : throw new InvalidOperationException(error);

    static ISearchAlgorithm Create(ProblemDefinition problem) =>
        SearchAlgorithms.Create(new() { Name = "dpp-net", PopulationSize = Kept }, Space, seed: 1, state: null, problem);
}
