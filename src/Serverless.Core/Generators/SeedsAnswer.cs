namespace Serverless.Core.Generators;

/// <summary>The answer of the generator that a request names for its seeds.</summary>
/// <param name="Question">The question in the request; null when there is none.</param>
/// <param name="Space">The name of the generator's space; empty when there is a fault.</param>
/// <param name="Architectures">The architectures, in the space's own notation.</param>
/// <param name="Fault">The reason and field for which there is no answer; null when there is one.</param>
public sealed record SeedsAnswer(GeneratorSeeds? Question, string Space, IReadOnlyList<string> Architectures, AskFault? Fault = null)
{
    /// <summary>The answer for a request that names no generator.</summary>
    public static SeedsAnswer None { get; } = new(null, "", []);
}

/// <summary>The reason why a generator gives no answer.</summary>
/// <param name="Field">The field that is wrong: <c>generator</c>, <c>device</c> or <c>limit</c>.</param>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Message">The message for people, with a remedy.</param>
public sealed record AskFault(string Field, AskFaultKind Kind, string Message);

/// <summary>The kinds of reasons why a generator gives no answer.</summary>
public enum AskFaultKind
{
    /// <summary>The generator does not exist.</summary>
    NoGenerator,

    /// <summary>The generator is being fitted, or its fit failed.</summary>
    NotReady,

    /// <summary>The device does not exist.</summary>
    NoDevice,

    /// <summary>The device's measurements of the reference architectures are missing or invalid.</summary>
    NotMeasured,

    /// <summary>The limit is for another metric than the generator's.</summary>
    OtherMetric,

    /// <summary>No architecture is predicted to be within the limit.</summary>
    LimitTooLow,

    /// <summary>None of the architectures that it draws can be used.</summary>
    DrawsNothing,
}
