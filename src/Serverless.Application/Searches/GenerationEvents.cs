using Serverless.Core.Evaluations;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Derives the events of a generation from what was stored when it was merged. Pure.</summary>
static class GenerationEvents
{
    /// <summary>
    /// Returns all events, without cursors: the proposal of the candidates, the result of each in proposal order, then each change of the front.
    /// </summary>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="proposed">The candidates of the generation; null when there are none.</param>
    /// <param name="evaluations">The evaluations that were merged with it.</param>
    /// <param name="before">The history entry that precedes the generation; null when it is not known, or the generation is the first.</param>
    /// <param name="entries">The history entries of the generation.</param>
    public static IReadOnlyList<SearchEvent> Of(
        int generation, CandidateSet? proposed, IReadOnlyList<Evaluation> evaluations, HistoryEntry? before, IReadOnlyList<HistoryEntry> entries)
    {
        var events = new List<SearchEvent>();
        if (proposed is not null && Proposed(proposed) is { } begun)
        {
            events.Add(begun);
        }

        var after = entries.GroupBy(entry => entry.Candidate).ToDictionary(group => group.Key, group => group.Last());
        var volume = before?.Hypervolume ?? 0;
        events.AddRange(evaluations.Select(Evaluated));
        foreach (var evaluation in evaluations)
        {
            if (after.TryGetValue(evaluation.Candidate, out var entry) && entry.Hypervolume > volume)
            {
                volume = entry.Hypervolume;
                events.Add(new SearchEvent
                {
                    Cursor = "",
                    Type = SearchEventKind.FrontGrew,
                    Generation = generation,
                    Candidate = entry.Candidate,
                    FrontSize = entry.FrontSize,
                    Hypervolume = entry.Hypervolume,
                });
            }
        }

        return events;
    }

    /// <summary>Returns the event that candidates were proposed; null when there are none.</summary>
    public static SearchEvent? Proposed(CandidateSet proposed) => proposed.Candidates.Count == 0 ? null : new()
    {
        Cursor = "",
        Type = SearchEventKind.Proposed,
        Generation = proposed.Generation,
        Candidates = proposed.Candidates.Count,
    };

    /// <summary>Returns the event for the result of a candidate.</summary>
    public static SearchEvent Evaluated(Evaluation evaluation)
    {
        var rung = evaluation is { Status: EvaluationStatus.EarlyStopped, Rungs: [.., var last] } ? last : null;
        return new SearchEvent
        {
            Cursor = "",
            Type = evaluation.Status == EvaluationStatus.EarlyStopped ? SearchEventKind.StoppedEarly : SearchEventKind.Evaluated,
            At = evaluation.EndedAt,
            Generation = evaluation.Generation,
            Candidate = evaluation.Candidate,
            Architecture = evaluation.Architecture,
            Status = evaluation.Status,
            Reason = evaluation.Error,
            Rung = rung?.Rung,
            Epochs = rung?.Epochs,
            Metrics = evaluation.Metrics,
            Cached = evaluation.Cached ? true : null,
            Worker = evaluation.Worker,
        };
    }
}
