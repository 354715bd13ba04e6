namespace Serverless.Core.Tables;

/// <summary>How a column writes architectures.</summary>
public enum ArchitectureForm
{
    /// <summary>One digit per decision, the index of its choice; leading zeros count.</summary>
    Code,

    /// <summary>The notation of the space.</summary>
    Notation,
}
