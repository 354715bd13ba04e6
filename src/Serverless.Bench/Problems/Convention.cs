namespace Serverless.Bench.Problems;

/// <summary>How objectives are scaled and which architectures count, before hypervolumes are compared. Always named with a figure.</summary>
public enum Convention
{
    /// <summary>Scaled by the true front's ideal and nadir, reference point 1.1; architectures at chance level never count.</summary>
    Tight,

    /// <summary>Min-max over architectures that are better than chance, reference point 1; the others never count.</summary>
    Connected,

    /// <summary>Min-max over all architectures, reference point 1; all count.</summary>
    All,
}
