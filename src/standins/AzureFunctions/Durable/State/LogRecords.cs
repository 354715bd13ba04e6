using System.Text.Json.Serialization;
using Serverless.StandIns.AzureFunctions.Durable.Execution;
using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.State;

/// <summary>A change of the task hub; the state is what the records of the log make of nothing.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "record")]
[JsonDerivedType(typeof(InstanceCreated), "created")]
[JsonDerivedType(typeof(MessageArrived), "message")]
[JsonDerivedType(typeof(TurnCommitted), "turn")]
[JsonDerivedType(typeof(InstanceRewound), "rewound")]
[JsonDerivedType(typeof(InstancesPurged), "purged")]
[JsonDerivedType(typeof(InstanceImage), "image")]
[JsonDerivedType(typeof(OwnerChanged), "owner")]
[JsonDerivedType(typeof(SegmentEnded), "segmentEnd")]
[JsonDerivedType(typeof(SnapshotEnded), "snapshotEnd")]
abstract record LogRecord;

/// <summary>A client started an instance; an older one of the same id is gone.</summary>
sealed record InstanceCreated(InstanceHead Head) : LogRecord;

/// <summary>A message for an instance arrived from outside its turns.</summary>
sealed record MessageArrived(string Id, string ExecutionId, HistoryEvent Message) : LogRecord;

/// <summary>An orchestrator took a turn.</summary>
/// <param name="Id">The instance.</param>
/// <param name="ExecutionId">The execution.</param>
/// <param name="At">The turn's clock.</param>
/// <param name="Read">How many messages from the front of the inbox it read.</param>
/// <param name="Result">What it brought.</param>
/// <param name="NextExecutionId">The execution that follows after ContinueAsNew.</param>
sealed record TurnCommitted(string Id, string ExecutionId, DateTime At, int Read, TurnResult Result, string? NextExecutionId = null) : LogRecord;

/// <summary>The failures of a failed instance were taken back.</summary>
sealed record InstanceRewound(string Id, ExecutionRewound Message) : LogRecord;

/// <summary>Instances were forgotten.</summary>
sealed record InstancesPurged(IReadOnlyList<string> Ids) : LogRecord;

/// <summary>A whole instance, in a snapshot.</summary>
sealed record InstanceImage(InstanceHead Head, IReadOnlyList<HistoryEvent> History, IReadOnlyList<HistoryEvent> Inbox) : LogRecord;

/// <summary>A host took the log over: whoever wrote before finds the log longer than it thinks and stops.</summary>
/// <param name="Owner">Who.</param>
/// <param name="VoidFrom">Where in this segment a torn write begins that ends with this record; null when there is none.</param>
sealed record OwnerChanged(string Owner, long? VoidFrom) : LogRecord;

/// <summary>The last record of a segment: what follows stands in the next.</summary>
sealed record SegmentEnded : LogRecord;

/// <summary>The last record of a snapshot: without it the snapshot is not whole.</summary>
/// <param name="Instances">How many instances the snapshot holds.</param>
/// <param name="NextSequence">The number of the first commit that it does not contain.</param>
sealed record SnapshotEnded(int Instances, long NextSequence) : LogRecord;
