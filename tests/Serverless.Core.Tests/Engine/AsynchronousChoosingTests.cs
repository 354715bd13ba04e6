using System.Text.Json;
using Serverless.Algorithms;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Engine;

public sealed class AsynchronousChoosingTests
{
    static readonly SearchRequest Request = AsynchronousSamples.Request with
    {
        Parallelism = 4,
        Constraints = [new() { Metric = "parameters", AtMost = 9_000 }],
        Surrogate = SurrogateSpecification.Default(SurrogateKind.Ridge) with { PoolSize = 14 },
    };

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 7)]
    [InlineData(4, 14)]
    public void PoolOf_Wanted_IsTheirShareOfThePool(int wanted, int pool) => AsynchronousChoosing.PoolOf(Request, wanted).ShouldBe(pool);

    [Fact]
    public void Take_WhatWasNotProposed_IsNamed() => Should.Throw<InvalidOperationException>(
            () => AsynchronousChoosing.Take(SearchAlgorithms.Create(Request.Algorithm, SearchSpaces.Of(Request.Space)!, 1, state: null), [], [], [new CandidateId("c1")]))
        .Message.ShouldBe("c1 is reported as chosen, but the algorithm does not propose it.");

    /// <summary>The platform keeps an algorithm's state between turns; a replay does not.</summary>
    [Theory]
    [InlineData("random")]
    [InlineData("nsga2")]
    [InlineData("moead")]
    [InlineData("regularised-evolution")]
    [InlineData("pareto-local-search")]
    public void Take_OfPoolsTurnByTurn_IsTheSameFromKeptStates(string algorithm)
    {
        var request = Request with { Algorithm = new AlgorithmSpecification { Name = algorithm }.Completed() };

        var course = Run(request, keeps: false);

        Run(request, keeps: true).ShouldBe(course);
        course.SelectMany(turn => turn.Chosen).ShouldBeUnique();
    }

    static List<Turn> Run(SearchRequest request, bool keeps)
    {
        var evaluator = new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition>());
        var algorithm = Create(evaluator, null);
        var open = new List<CandidateId>();
        var course = new List<Turn>();
        for (var turn = 0; turn < 12; turn++)
        {
            var wanted = turn == 0 ? 4 : 1;
            if (turn > 0)
            {
                var ended = open[turn * 5 % open.Count];
                open.Remove(ended);
                algorithm.Tell([new Observation(ended, ObservationStatus.Evaluated, [ended.Value[^1], ended.Value[^2]], Violation: 0)]);
            }

            Candidate[] pool = [.. algorithm.Ask(AsynchronousChoosing.PoolOf(request, wanted)).Select(proposed => new Candidate(proposed, evaluator.Parse(proposed.Architecture)))];
            var scores = Scoring.Score(evaluator, pool, predictions: null);
            CandidateId[] chosen = [.. scores.OrderBy(score => !score.IsFeasible).ThenBy(score => score.Candidate.Value[^1]).Take(wanted).Select(score => score.Candidate)];
            open.AddRange(AsynchronousChoosing.Take(algorithm, pool, scores, chosen).Select(candidate => candidate.Proposed.Id));
            course.Add(new Turn([.. pool.Select(candidate => candidate.Proposed.Id.Value)], [.. chosen.Select(id => id.Value)]));
            if (keeps)
            {
                var state = JsonSerializer.Serialize(algorithm.State, AlgorithmsJson.Default.AlgorithmState);
                algorithm = Create(evaluator, JsonSerializer.Deserialize(state, AlgorithmsJson.Default.AlgorithmState));
            }
        }

        return course;
    }

    static ISearchAlgorithm Create(CandidateEvaluator evaluator, AlgorithmState? state) =>
        SearchAlgorithms.Create(evaluator.Request.Algorithm, evaluator.Space, evaluator.Request.Seed, state, ProblemDefinitions.Of(evaluator));

    sealed record Turn(string[] Pool, string[] Chosen)
    {
        public bool Equals(Turn? other) => other is not null && Pool.SequenceEqual(other.Pool) && Chosen.SequenceEqual(other.Chosen);

        public override int GetHashCode() => HashCode.Combine(Pool.Length, Chosen.Length);
    }
}
