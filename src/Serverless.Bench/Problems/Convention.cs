namespace Serverless.Bench.Problems;

/// <summary>
/// The conventions for how objectives are scaled and which architectures count before hypervolumes are compared; always named with a figure.
/// </summary>
public enum Convention
{
    /// <summary>Scaled by the true front's ideal and nadir, with reference point 1.1; architectures at chance level never count.</summary>
    Tight,

    /// <summary>Min-max scaled over architectures that are better than chance, with reference point 1; the others never count.</summary>
    Connected,

    /// <summary>Min-max scaled over all architectures, with reference point 1; all count.</summary>
    All,
}
