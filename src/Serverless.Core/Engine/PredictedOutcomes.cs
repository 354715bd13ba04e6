using Serverless.Algorithms.Acquisition;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Collects the predictions for a generation's candidates in the form stored with the measured results. Pure.</summary>
public static class PredictedOutcomes
{
    /// <summary>Returns the predictions by candidate; empty when nothing was predicted.</summary>
    /// <param name="order">The data to which the surrogate was fitted; null when none was in use.</param>
    /// <param name="selection">The selection, with the reasons for choices.</param>
    /// <param name="scores">The scores, with the predictions.</param>
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
