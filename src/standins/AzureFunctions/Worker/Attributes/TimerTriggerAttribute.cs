using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function on a schedule.</summary>
/// <param name="schedule">An NCRONTAB expression of 5 or 6 fields, or an interval such as 00:05:00; %NAME% is replaced from settings.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>The schedule.</summary>
    public string Schedule { get; private set; } = schedule;

    /// <summary>Whether runs are recorded, so that one missed while the app was down happens at its start; default true, never for intervals under a minute.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs once when the app starts; default false.</summary>
    public bool RunOnStartup { get; set; }
}
