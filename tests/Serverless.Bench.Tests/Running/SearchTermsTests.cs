using Serverless.Algorithms;
using Serverless.Bench.Running;
using Serverless.Bench.Tests.Problems;
using Serverless.Spaces;

namespace Serverless.Bench.Tests.Running;

/// <summary>Algorithms that are run asynchronously, and with noisy values.</summary>
public sealed class SearchTermsTests
{
    [Fact]
    public void Run_Asynchronously_KeepsAsManyPendingAndTellsEachOnce()
    {
        var recorder = new Recorder(OwnTable.Problem().Space);
        var algorithm = new AsynchronousAlgorithm(recorder, pending: 4, seed: 1);

        for (var step = 0; step < 10; step++)
        {
            algorithm.Tell([.. algorithm.Ask(1).Select(Tell)]);
        }

        recorder.PendingWhenAsked.ShouldBe([0, 1, 2, 3, 3, 3, 3, 3, 3, 3]);
        recorder.Told.Count.ShouldBe(7);
        recorder.Told.Select(observation => observation.Candidate).ShouldBeUnique();
        recorder.Told.Select(observation => observation.Candidate).ShouldNotBe(recorder.Asked.Take(7), "what began first need not end first");
    }

    [Theory]
    [InlineData("nsga2:populationSize=4:pending=4")]
    [InlineData("gp-ehvi:pending=3:noise=0.5")]
    public void Run_WholeSpace_AsksForEveryCandidateOnce(string algorithm) =>
        ProblemSearch.Run(OwnTable.Problem(), AlgorithmChoice.ReadAll(algorithm)[0], 16, seed: 3, CancellationToken.None)
            .Rows.Order().ToList().ShouldBe([-1, .. Enumerable.Range(0, 15)]);

    [Fact]
    public void Tell_WithNoise_IsThatOfTheCandidateWhateverWasToldBefore()
    {
        var (first, second) = (new Recorder(OwnTable.Problem().Space), new Recorder(OwnTable.Problem().Space));
        Observation[] told = [.. Enumerable.Range(0, 200).Select(i => new Observation(new CandidateId($"c{i:x8}00000000"), ObservationStatus.Evaluated, [50, 7], 0))];

        new NoisyAlgorithm(first, [0.5, 0], seed: 1).Tell(told);
        new NoisyAlgorithm(second, [0.5, 0], seed: 1).Tell([.. told.Reverse()]);

        first.Told.ShouldAllBe(observation => observation.Objectives[1] == 7);
        double[] noise = [.. first.Told.Select(observation => observation.Objectives[0] - 50)];
        noise.Average().ShouldBe(0, 0.15);
        Math.Sqrt(noise.Average(one => one * one)).ShouldBe(0.5, 0.1);
        second.Told.AsEnumerable().Reverse().Select(observation => observation.Objectives[0]).ShouldBe(first.Told.Select(observation => observation.Objectives[0]));
    }

    static Observation Tell(ProposedCandidate proposal) => new(proposal.Id, ObservationStatus.Evaluated, [1, 1], 0);

    sealed class Recorder(SearchSpace space) : ISearchAlgorithm
    {
        readonly ISearchAlgorithm _inner = SearchAlgorithms.Create(new() { Name = "random" }, space, seed: 1, state: null);

        public List<Observation> Told { get; } = [];

        public List<CandidateId> Asked { get; } = [];

        public List<int> PendingWhenAsked { get; } = [];

        public IReadOnlyList<Fidelity> Fidelities => _inner.Fidelities;

        public AlgorithmState State => _inner.State;

        public IReadOnlyList<ProposedCandidate> Ask(int count)
        {
            PendingWhenAsked.Add(Asked.Count - Told.Count);
            var proposed = _inner.Ask(count);
            Asked.AddRange(proposed.Select(proposal => proposal.Id));
            return proposed;
        }

        public void Tell(IReadOnlyList<Observation> observations) => Told.AddRange(observations);

        public void Drop(IReadOnlyList<CandidateId> candidates, bool mayReturn)
        {
        }
    }
}
