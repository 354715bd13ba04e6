using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace Microsoft.DurableTask.Client;

/// <summary>What is known about an instance at one moment.</summary>
public sealed class OrchestrationMetadata
{
    const int LongestPayloadShown = 50;

    /// <summary>Makes an instance's description.</summary>
    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    /// <summary>The orchestrator's name.</summary>
    public string Name { get; }

    /// <summary>The instance's id.</summary>
    public string InstanceId { get; }

    /// <summary>Reads the serialized values; null when they were not asked for.</summary>
    public DataConverter? DataConverter { get; init; }

    /// <summary>The state.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When the instance was started.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its state last changed.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>The input as text, or null.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>The output as text, or null.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>The custom status as text, or null.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Free labels.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Why it failed, or null.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>Whether the state is Running (and not Pending or Suspended).</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>Whether the instance has ended.</summary>
    public bool IsCompleted => RuntimeStatus is
        OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <summary>The input.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <summary>The output.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <summary>The custom status.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    public override string ToString()
    {
        var text = new StringBuilder(FormattableString.Invariant(
            $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}, CreatedAt: {CreatedAt:s}, LastUpdatedAt: {LastUpdatedAt:s}"));
        Append("Input", SerializedInput);
        Append("Output", SerializedOutput);
        Append("FailureDetails", FailureDetails is null ? null : $"{FailureDetails.ErrorType} - {FailureDetails.ErrorMessage}");
        return text.Append(']').ToString();

        void Append(string name, string? value)
        {
            if (value is not null)
            {
                var shown = value.Length > LongestPayloadShown ? value[..LongestPayloadShown] + "..." : value;
                text.Append(", ").Append(name).Append(": '").Append(shown).Append('\'');
            }
        }
    }

    [return: MaybeNull]
    T Read<T>(string? data, [CallerMemberName] string member = "") => DataConverter is null
        ? throw new InvalidOperationException($"{member} needs an instance that was fetched with its inputs and outputs.")
        : DataConverter.Deserialize<T>(data);
}
