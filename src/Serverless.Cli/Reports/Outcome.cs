namespace Serverless.Cli.Reports;

/// <summary>What became of a candidate, as tiles, tables and charts of a report tell it alike.</summary>
public enum Outcome
{
    /// <summary>It has its values: trained to the end, from the cache, or looked up.</summary>
    Completed,

    /// <summary>Trained for a part of the epochs, and not beyond.</summary>
    EarlyStopped,

    /// <summary>Given up: it failed, or the search ended first.</summary>
    Failed,

    /// <summary>It breaks a constraint and was never trained.</summary>
    Infeasible,
}
