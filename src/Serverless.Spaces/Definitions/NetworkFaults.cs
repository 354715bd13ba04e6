namespace Serverless.Spaces.Definitions;

/// <summary>What is wrong with a network that is laid out to its end all the same, so that everything is told at once.</summary>
/// <remarks>
/// Values are judged everywhere. Shapes are judged up to the first block that has a fault: what follows would read something else once that is mended.
/// </remarks>
/// <param name="unsound">What <see cref="UnsoundDecisions.Of"/> gave: nothing is said about what these decisions are used for.</param>
sealed class NetworkFaults(IReadOnlySet<string> unsound)
{
    readonly List<DefinitionFault> _all = [];

    /// <value>In the order of blocks.</value>
    public IReadOnlyList<DefinitionFault> All => _all;

    /// <value>Whether no fault came yet, so that it is known what the next block reads.</value>
    public bool IsShapeKnown { get; private set; } = true;

    /// <param name="decision">A name that a block uses.</param>
    /// <param name="isKnown">Whether a decision has it.</param>
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

/// <summary>Blocks cannot be laid out for an architecture.</summary>
/// <param name="fault">Null: because of a decision whose faults are told already.</param>
sealed class LayoutException(DefinitionFault? fault) : Exception(fault?.Message ?? "A decision is faulty.")
{
    public LayoutException(string pointer, string message)
        : this(new DefinitionFault(pointer, message))
    {
    }

    public DefinitionFault? Fault { get; } = fault;

    /// <value>Whether it comes of what the block reads; otherwise the block is wrong whatever that is.</value>
    public bool IsOfShape { get; private init; }

    /// <summary>A fault that comes of what the block reads.</summary>
    public static LayoutException OfShape(string pointer, string message) => new(pointer, message) { IsOfShape = true };

    public static void ThrowIfAny(List<DefinitionFault> faults)
    {
        if (faults is [var first, ..])
        {
            throw new LayoutException(first);
        }
    }
}
