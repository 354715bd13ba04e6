using Serverless.Application.Searches;
using Serverless.Core.Tables;

namespace Serverless.Application.Tables;

/// <summary>The tables there are.</summary>
/// <param name="Tables">Those whose descriptions can be read, by name.</param>
/// <param name="Broken">Those that cannot.</param>
public sealed record TableList(IReadOnlyList<TableDescription> Tables, IReadOnlyList<BrokenName> Broken);
