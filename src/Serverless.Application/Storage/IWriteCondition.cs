namespace Serverless.Application.Storage;

/// <summary>What a request expects of what it is about to change.</summary>
public interface IWriteCondition
{
    /// <summary>Whether it holds.</summary>
    /// <param name="isThere">Whether there is a blob of that id, broken or not.</param>
    /// <param name="tag">The entity tag of what it holds; null when there is none, or a broken one.</param>
    bool Holds(bool isThere, string? tag);
}
