using System.Text.Json.Serialization;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Searches;

/// <summary><c>generations/{n}/open.json</c>: the evaluations that an asynchronous search has in progress after a turn.</summary>
public sealed record OpenEvaluations
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The turn, from 0.</value>
    public required int Generation { get; init; }

    /// <value>The evaluations, in the order in which they were begun or continued.</value>
    public required IReadOnlyList<OpenEvaluation> Evaluations { get; init; }

    /// <value>Number of candidates from which a surrogate chose in the turn; 0 when none chose.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Screened { get; init; }
}

/// <summary>An evaluation that is in progress in an asynchronous search, or waits at a rung.</summary>
public sealed record OpenEvaluation
{
    /// <value>The turn that proposed the candidate, from 0.</value>
    public required int Generation { get; init; }

    /// <value>The candidate's index among those of its turn, from 0.</value>
    public required int Index { get; init; }

    public required CandidateId Candidate { get; init; }

    /// <value>The rung to which it is being trained, from 1; for an evaluation that waits at a rung, that rung.</value>
    public required int Rung { get; init; }

    /// <value>Whether it violates a constraint that is known before any training: no work is started, and it ends with the next turn.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsInfeasible { get; init; }

    /// <value>Whether its result was imported: no work is started, and it ends with the next turn.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsImported { get; init; }

    /// <value>Whether its outcome is known without an evaluation: no work is started, and it ends with the next turn.</value>
    [JsonIgnore]
    public bool IsKnown => IsInfeasible || IsImported;

    /// <value>Whether it must not start another training, because the rest of the GPU seconds or of the cost was not expected to be enough.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsFinishing { get; init; }

    /// <value>Epochs of its training, summed over seeds and folds, if candidates differ in them; null if they do not.</value>
    public int? Epochs { get; init; }

    /// <value>Usage of the previous rungs, in a search with a limit of GPU seconds or of cost; null when there was none.</value>
    public EvaluationCost? Cost { get; init; }

    /// <value>The decisions to continue at each previous rung, ascending; null when there was none.</value>
    public IReadOnlyList<PromotionDecision>? Decisions { get; init; }

    /// <value>The outcome that a surrogate predicted when the candidate was proposed; null when none did.</value>
    public PredictedOutcome? Predicted { get; init; }

    [JsonIgnore]
    public Arrival Arrival => new(Generation, Index, Rung);
}

/// <summary>
/// <c>generations/{n}/arrivals.json</c>: the evaluations that had ended when a turn began, in the order in which the search learned of them.
/// </summary>
/// <remarks>
/// The journal of an asynchronous search: the same request, results and arrivals of all turns, with what a surrogate chose, give the same
/// proposals, promotions and front.
/// </remarks>
public sealed record ArrivalSet
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The turn, from 0.</value>
    public required int Generation { get; init; }

    public required IReadOnlyList<Arrival> Arrivals { get; init; }

    /// <value>Number of candidates that the turn asked of the algorithm.</value>
    public required int Wanted { get; init; }

    /// <value>Whether the search was to stop, so that nothing continued from a rung.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsStopping { get; init; }

    /// <value>
    /// Whether the rest of the GPU seconds, or of the cost, did not cover the next rung of all that could have continued, so that none did.
    /// </value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsShort { get; init; }

    /// <value>Number of candidates that continued from the rungs at which they waited; 0 in a search that stops candidates there.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Promoted { get; init; }

    /// <value>The surrogate whose fit had ended, successfully or not; null when none had.</value>
    public string? Fitted { get; init; }

    /// <value>
    /// In the journal: the candidates that a surrogate chose from all that the algorithm proposed, the best first; null when none chose.
    /// </value>
    public IReadOnlyList<CandidateId>? Chosen { get; init; }
}

/// <summary>An evaluation that has ended at a rung.</summary>
/// <param name="Generation">The turn that proposed the candidate.</param>
/// <param name="Index">Its index in that turn, from 0.</param>
/// <param name="Rung">The rung, from 1.</param>
public sealed record Arrival(int Generation, int Index, int Rung = 1);
