namespace Serverless.Spaces.Encodings;

/// <summary>A cell whose operations stand on its edges.</summary>
/// <param name="Nodes">How many nodes: the first is the input, the last the output.</param>
/// <param name="Links">The edges in the order of tokens; each leads from an earlier node to a later one.</param>
/// <param name="Absent">The operation that is none, by its place in a token.</param>
public sealed record CellEdges(int Nodes, IReadOnlyList<(int Source, int Target)> Links, int Absent);
