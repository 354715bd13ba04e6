using System.Text.Json;
using Serverless.Core.Budgets;
using Serverless.Core.Devices;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Engine;

/// <summary>Runs an asynchronous search again from its request, its journal and the results that it found.</summary>
/// <remarks>
/// The proposed candidates, the promotions from rung to rung, and the front come from the replay alone. Taken from the search are only the results of
/// workers, the predictions of a surrogate, and the surrogate's choice among the proposals. So the parallelism, the budgets and the random numbers of
/// the algorithm must lead to the same candidates in the same turns; otherwise their results are not found.
/// </remarks>
public static class JournalReplay
{
    /// <summary>Compares a search with its replay.</summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="limits">The budgets of the search, including what was added to them.</param>
    /// <param name="journal">All turns, in order.</param>
    /// <param name="evaluations">All evaluations that ended, in order.</param>
    /// <param name="front">The current front.</param>
    /// <param name="devices">
    /// The devices that the search can look up. They are needed when an objective or a constraint refers to a device: candidates that break a
    /// constraint, and imported ones, have metrics from these devices.
    /// </param>
    /// <returns>The first difference, for people; null when there is none.</returns>
    /// <exception cref="ArgumentException">The search is not asynchronous.</exception>
    public static string? FindDifference(
        SearchRequest request,
        BudgetLimits limits,
        IReadOnlyList<ArrivalSet> journal,
        IReadOnlyList<Evaluation> evaluations,
        FrontDocument front,
        IReadOnlyList<DeviceDefinition>? devices = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(evaluations);
        ArgumentNullException.ThrowIfNull(front);
        var ladder = RungLadder.Of(request);
        var results = evaluations.ToDictionary(evaluation => evaluation.Candidate);
        var run = new AsynchronousRun(
            new TrainingEvaluator(request with { Budgets = limits }, LookupsOf(devices ?? [])),
            (started, _, rung, _) => results.TryGetValue(started.Candidate, out var found)
                ? Standing(found, rung, ladder)
                : throw new UnknownCandidateException(started),
            candidate => results.GetValueOrDefault(candidate)?.Predicted);
        foreach (var turn in journal)
        {
            try
            {
                run.Turn(turn.Arrivals, turn.Wanted, turn.IsStopping, turn.Promoted, turn.IsShort, turn.Chosen);
            }
            catch (UnknownCandidateException unknown)
            {
                return $"Turn {turn.Generation}: the replay has {unknown.Message} where the search has another candidate.";
            }
            catch (InvalidOperationException other)
            {
                return other.Message;
            }
        }

        return DifferenceOf(evaluations, run.Evaluations) ?? DifferenceOf(front, run.Front);
    }

    static Dictionary<string, DeviceDefinition> LookupsOf(IReadOnlyList<DeviceDefinition> devices) =>
        devices.Where(device => device.Kind == DeviceKind.Lookup).ToDictionary(device => device.Id);

    /// <summary>Returns an evaluation as it stood when its candidate reached the end of a rung, without decisions.</summary>
    static Evaluation Standing(Evaluation found, int rung, RungLadder ladder)
    {
        if (found.Rungs is not { } rungs)
        {
            return found;
        }

        RungResult[] reached = [.. rungs.Take(rung).Select(result => result with { Decision = null })];
        return rung > rungs.Count
            ? found with { Rungs = reached }
            : found with
            {
                Status = EvaluationStatus.Completed,
                Fidelity = ladder.FidelityOf(rung),
                Metrics = rungs[rung - 1].Metrics,
                Rungs = reached,
                Error = null,
            };
    }

    static string? DifferenceOf(IReadOnlyList<Evaluation> search, IReadOnlyList<Evaluation> replay)
    {
        foreach (var (place, (one, other)) in search.Zip(replay).Index())
        {
            var (here, there) = (Text(one), Text(other));
            if (here != there)
            {
                return $"Evaluation {place + 1}: the search has {here}, the replay has {there}.";
            }
        }

        return search.Count == replay.Count ? null : $"The search has {search.Count} evaluations, the replay {replay.Count}.";
    }

    static string? DifferenceOf(FrontDocument search, FrontDocument? replay) =>
        search.Hypervolume != replay?.Hypervolume ? $"The search's hypervolume is {search.Hypervolume:R}, the replay's {replay?.Hypervolume:R}."
        : !search.Members.Select(member => member.Candidate).SequenceEqual(replay.Members.Select(member => member.Candidate))
            ? $"The search's front is {Names(search)}, the replay's {Names(replay)}."
            : null;

    static string Names(FrontDocument front) => string.Join(", ", front.Members.Select(member => member.Candidate));

    static string Text(Evaluation evaluation) => JsonSerializer.Serialize(evaluation, CoreJson.Default.Evaluation);

    sealed class UnknownCandidateException(Evaluation evaluation)
        : Exception($"{evaluation.Candidate}, {evaluation.Architecture}, at place {evaluation.Index} of turn {evaluation.Generation}");
}
