using Serverless.Algorithms.Acquisition;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Functions.Surrogates;

/// <summary>What was predicted of a generation's candidates, as it is kept beside what was measured.</summary>
public sealed class PredictedOutcomes(SurrogateKnowledge knowledge, IDocumentStore store)
{
    /// <summary>By candidate; empty when nothing was predicted.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="request">The search's.</param>
    /// <param name="selection">Says why candidates were chosen.</param>
    /// <param name="scores">Hold the predictions.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<IReadOnlyDictionary<CandidateId, PredictedOutcome>> ReadAsync(
        string searchId,
        int generation,
        SearchRequest request,
        TrainingSelection selection,
        IReadOnlyList<CandidateScore> scores,
        CancellationToken cancellation)
    {
        if (request.Surrogate is null || await knowledge.ReadAdviceAsync(searchId, generation, cancellation) is not { Surrogate: { } surrogate })
        {
            return new Dictionary<CandidateId, PredictedOutcome>();
        }

        var order = (await store.ReadAsync(BlobPaths.SurrogateOrder(surrogate), CoreJson.Default.SurrogateOrder, cancellation)).Value;
        var choices = (selection.Choices ?? []).ToDictionary(choice => choice.Candidate);
        return scores
            .Where(score => score.Predicted is not null && (!selection.DropsOthers || choices.ContainsKey(score.Candidate)))
            .ToDictionary(score => score.Candidate, score => Describe(order, score.Predicted!, choices.GetValueOrDefault(score.Candidate)));
    }

    static PredictedOutcome Describe(SurrogateOrder order, CandidatePrediction prediction, CandidateChoice? choice)
    {
        var members = prediction.Values is { } values ? values.Count / order.Targets.Count : prediction.Scores!.Count;
        var means = new Dictionary<string, double>();
        var spreads = new Dictionary<string, double>();
        var predictions = new SurrogatePredictions(1, members, order.Targets.Count, prediction.Scores?.ToArray(), prediction.Values?.ToArray());
        for (var target = 0; predictions.HasObjectives && target < order.Targets.Count; target++)
        {
            means[order.Targets[target].Name] = predictions.ValueMean(0, target);
            spreads[order.Targets[target].Name] = predictions.ValueSpread(0, target);
        }

        return new PredictedOutcome
        {
            Surrogate = order.Id,
            Values = means,
            Spreads = spreads,
            Score = predictions.HasScores ? predictions.ScoreMean(0) : null,
            ScoreSpread = predictions.HasScores ? predictions.ScoreSpread(0) : null,
            Fidelity = order.Fidelity,
            Reason = choice?.Reason ?? ChoiceReason.Algorithm,
            Worth = choice?.Worth,
        };
    }
}
