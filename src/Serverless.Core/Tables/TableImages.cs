using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>What the networks behind a table's architectures are fed.</summary>
public static class TableImages
{
    /// <summary>What features are counted for: the published skeletons on images of CIFAR-10. A table does not tell.</summary>
    public static ImageShape Shape { get; } = new(3, 32, 32, 10);
}
