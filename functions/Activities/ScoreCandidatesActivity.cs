using Microsoft.Azure.Functions.Worker;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;
using Serverless.Domain.Storage;
using Serverless.Domain.Surrogates;
using Serverless.Functions.Searches;
using Serverless.Functions.Surrogates;

namespace Serverless.Functions.Activities;

/// <summary>Scores a shard of a generation: what is counted or looked up, and what a surrogate predicts, if there is one.</summary>
public sealed class ScoreCandidatesActivity(
    SearchDocuments searches, SearchGenerations generations, SurrogateKnowledge knowledge, SurrogateModels models, KnownMetrics known)
{
    [Function(FunctionNames.ScoreCandidates)]
    public async Task<int> RunAsync([ActivityTrigger] ScoreCandidatesInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var candidates = await generations.ReadCandidatesAsync(input.SearchId, input.Generation, cancellation);
        var source = BlobPaths.Candidates(input.SearchId, input.Generation);
        var space = SearchGenerations.SpaceOf(request);
        ProposedCandidate[] shard = [.. candidates.Skip(input.First).Take(input.Count)];
        Architecture[] architectures = [.. shard.Select(candidate => SearchGenerations.Parse(space, candidate.Architecture, source))];

        var metrics = await known.OfAsync(request, architectures, cancellation);
        var predictions = request.Surrogate is null ? null : await PredictAsync(input, architectures, cancellation);
        List<CandidateScore> scores =
        [
            .. shard.Select((candidate, i) => new CandidateScore(
                candidate.Id, metrics[i], request.Table is null ? request.Constraints.Sum(constraint => constraint.Violation(metrics[i][constraint.Metric])) : 0)
            {
                Predicted = predictions?[i],
            }),
        ];
        await generations.KeepAsync(
            BlobPaths.ScoreShard(input.SearchId, input.Generation, input.First),
            new ScoreSet { Generation = input.Generation, Scores = scores },
            DomainJson.Default.ScoreSet,
            cancellation);
        return scores.Count;
    }

    async Task<IReadOnlyList<CandidatePrediction>?> PredictAsync(
        ScoreCandidatesInput input, IReadOnlyList<Architecture> architectures, CancellationToken cancellation)
    {
        var advice = await knowledge.ReadAdviceAsync(input.SearchId, input.Generation, cancellation);
        return advice.Role == SurrogateRole.Absent ? null : await models.PredictAsync(advice.Surrogate!, architectures, cancellation);
    }
}
