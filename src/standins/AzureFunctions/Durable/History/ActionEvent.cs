using System.Text.Json.Serialization;

namespace Serverless.StandIns.AzureFunctions.Durable.History;

/// <summary>Something that the orchestrator asked for; its number says which call of the code it was.</summary>
/// <param name="At">When it was asked for, UTC.</param>
/// <param name="Id">The sequence number in the execution, from 0.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ActivityScheduled), "activity")]
[JsonDerivedType(typeof(ChildScheduled), "child")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(EventSent), "send")]
abstract record ActionEvent(DateTime At, int Id) : HistoryEvent(At)
{
    /// <summary>The kind and, where there is one, the name: what a replay must ask for again under this number.</summary>
    [JsonIgnore]
    public abstract string Identity { get; }
}
