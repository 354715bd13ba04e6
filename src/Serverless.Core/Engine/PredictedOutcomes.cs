using Serverless.Algorithms.Acquisition;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>What was predicted of a generation's candidates, as it is kept beside what was measured. Pure.</summary>
public static class PredictedOutcomes
{
    /// <summary>By candidate; empty when nothing was predicted.</summary>
    /// <param name="order">What the surrogate was fitted to; null when none served.</param>
    /// <param name="selection">Says why candidates were chosen.</param>
    /// <param name="scores">Hold the predictions.</param>
    public static IReadOnlyDictionary<CandidateId, PredictedOutcome> Of(
        FitSpecification? order, TrainingSelection selection, IReadOnlyList<CandidateScore> scores)
    {
        ArgumentNullException.ThrowIfNull(selection);
        if (order is null)
        {
            return new Dictionary<CandidateId, PredictedOutcome>();
        }

        var choices = (selection.Choices ?? []).ToDictionary(choice => choice.Candidate);
        return scores
            .Where(score => score.Predicted is not null && (!selection.DropsOthers || choices.ContainsKey(score.Candidate)))
            .ToDictionary(score => score.Candidate, score => Describe(order, score.Predicted!, choices.GetValueOrDefault(score.Candidate)));
    }

    static PredictedOutcome Describe(FitSpecification order, CandidatePrediction prediction, CandidateChoice? choice)
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
