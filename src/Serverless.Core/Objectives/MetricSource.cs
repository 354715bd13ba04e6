namespace Serverless.Core.Objectives;

/// <summary>Where a metric's values come from, cheapest first.</summary>
public enum MetricSource
{
    /// <summary>Counted from the architecture alone.</summary>
    Analytic,

    /// <summary>Given by a device.</summary>
    Device,

    /// <summary>Told by an untrained network and a few images.</summary>
    Untrained,

    /// <summary>Known only after training.</summary>
    Training,
}
