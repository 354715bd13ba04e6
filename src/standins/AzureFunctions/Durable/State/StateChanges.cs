namespace Serverless.StandIns.AzureFunctions.Durable.State;

/// <summary>What records changed: whom to wake and what to do once they are durable.</summary>
sealed class StateChanges
{
    /// <summary>Instances that changed in any way.</summary>
    internal HashSet<Instance> Touched { get; } = [];

    /// <summary>Instances that are no longer there.</summary>
    internal List<Instance> Gone { get; } = [];

    /// <summary>What to do once the records are durable.</summary>
    internal List<Work> Work { get; } = [];
}
