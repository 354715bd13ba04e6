using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>What one turn of an orchestrator brought; all of it is committed together.</summary>
/// <param name="Actions">What the orchestrator asked for, by number.</param>
/// <param name="Completion">How it ended; null when it goes on.</param>
/// <param name="IsSuspended">Whether it is held.</param>
/// <param name="HasCustomStatus">Whether this execution has set a custom status.</param>
/// <param name="CustomStatus">The custom status as text.</param>
sealed record TurnResult(
    IReadOnlyList<ActionEvent> Actions, Completion? Completion, bool IsSuspended, bool HasCustomStatus, string? CustomStatus)
{
    /// <summary>What ends an instance from outside without a turn of its code.</summary>
    internal static TurnResult Terminated { get; } = EndedBy(new Completion(Completion.Outside, InstanceStatus.Terminated, null, null));

    /// <summary>An end that brings nothing else.</summary>
    internal static TurnResult EndedBy(Completion completion) => new([], completion, false, false, null);
}
