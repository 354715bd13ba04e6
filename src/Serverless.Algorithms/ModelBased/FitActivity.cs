using System.Diagnostics;

namespace Serverless.Algorithms.ModelBased;

/// <summary>Reports when models are fitted, as an activity for any listener, since algorithms have no clock.</summary>
public static class FitActivity
{
    /// <summary>The name of the activity source, and of its only activity.</summary>
    public const string Name = "Serverless.Algorithms.Fit";

    static readonly ActivitySource Source = new(Name);

    /// <summary>Starts an activity; returns null if there is no listener.</summary>
    internal static Activity? Begin() => Source.StartActivity(Name);
}
