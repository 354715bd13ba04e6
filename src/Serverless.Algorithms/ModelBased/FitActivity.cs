using System.Diagnostics;

namespace Serverless.Algorithms.ModelBased;

/// <summary>Says when models are fitted, to any listener: algorithms have no clock.</summary>
public static class FitActivity
{
    /// <summary>Of the activity source, and of its one activity.</summary>
    public const string Name = "Serverless.Algorithms.Fit";

    static readonly ActivitySource Source = new(Name);

    /// <summary>Begins one; null where nobody listens.</summary>
    internal static Activity? Begin() => Source.StartActivity(Name);
}
