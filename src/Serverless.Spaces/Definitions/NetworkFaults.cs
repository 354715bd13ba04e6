namespace Serverless.Spaces.Definitions;

/// <summary>Collects the errors of a network that is nevertheless laid out to its end, so that all errors are reported at once.</summary>
/// <remarks>
/// Values are checked in all blocks. Shapes are checked up to the first block with an error, because its correction would change the input of the
/// blocks after it.
/// </remarks>
/// <param name="unsound">The result of <see cref="UnsoundDecisions.Of"/>: uses of these decisions are not reported.</param>
sealed class NetworkFaults(IReadOnlySet<string> unsound)
{
    readonly List<DefinitionFault> _all = [];

    /// <value>The errors, in the order of blocks.</value>
    public IReadOnlyList<DefinitionFault> All => _all;

    /// <value>Whether there is no error so far, so that the input shape of the next block is known.</value>
    public bool IsShapeKnown { get; private set; } = true;

    /// <param name="decision">The name that a block uses.</param>
    /// <param name="isKnown">Whether a decision has this name.</param>
    public bool IsUnsound(string decision, bool isKnown) => unsound.Contains(decision) || (!isKnown && unsound.Contains(UnsoundDecisions.AnyOther));

    public void Add(LayoutException fault)
    {
        if (fault.Fault is { } told && (IsShapeKnown || !fault.IsOfShape))
        {
            _all.Add(told);
        }

        IsShapeKnown = false;
    }
}

/// <summary>The exception thrown when blocks cannot be laid out for an architecture.</summary>
/// <param name="fault">The error; null if it is caused by a decision whose errors are reported already.</param>
sealed class LayoutException(DefinitionFault? fault) : Exception(fault?.Message ?? "A decision is faulty.")
{
    public LayoutException(string pointer, string message)
        : this(new DefinitionFault(pointer, message))
    {
    }

    public DefinitionFault? Fault { get; } = fault;

    /// <value>Whether the error depends on the block's input; otherwise the block is invalid for any input.</value>
    public bool IsOfShape { get; private init; }

    /// <summary>Creates an exception for an error that depends on the block's input.</summary>
    public static LayoutException OfShape(string pointer, string message) => new(pointer, message) { IsOfShape = true };

    public static void ThrowIfAny(List<DefinitionFault> faults)
    {
        if (faults is [var first, ..])
        {
            throw new LayoutException(first);
        }
    }
}
