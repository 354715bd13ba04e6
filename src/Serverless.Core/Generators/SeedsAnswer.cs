namespace Serverless.Core.Generators;

/// <summary>What a generator answers that a request names for its seeds.</summary>
/// <param name="Question">As the request asks; null when it asks for none.</param>
/// <param name="Space">The name of the generator's space; empty when there is a fault.</param>
/// <param name="Architectures">As the space writes them.</param>
/// <param name="Fault">Why there is no answer, and at which field; null when there is one.</param>
public sealed record SeedsAnswer(GeneratorSeeds? Question, string Space, IReadOnlyList<string> Architectures, AskFault? Fault = null)
{
    /// <summary>To a request that names none.</summary>
    public static SeedsAnswer None { get; } = new(null, "", []);
}

/// <summary>Why a generator gives no answer.</summary>
/// <param name="Field">What is wrong: <c>generator</c>, <c>device</c> or <c>limit</c>.</param>
/// <param name="Kind">Of the fault.</param>
/// <param name="Message">For people, with the remedy.</param>
public sealed record AskFault(string Field, AskFaultKind Kind, string Message);

/// <summary>Why a generator gives no answer.</summary>
public enum AskFaultKind
{
    /// <summary>There is no such generator.</summary>
    NoGenerator,

    /// <summary>It is being fitted, or its fit failed.</summary>
    NotReady,

    /// <summary>There is no such device.</summary>
    NoDevice,

    /// <summary>The device's measurements of the reference architectures are missing or impossible.</summary>
    NotMeasured,

    /// <summary>The limit is of another metric than the generator's.</summary>
    OtherMetric,

    /// <summary>No architecture is predicted to keep the limit.</summary>
    LimitTooLow,

    /// <summary>None of the architectures that it draws can be used.</summary>
    DrawsNothing,
}
