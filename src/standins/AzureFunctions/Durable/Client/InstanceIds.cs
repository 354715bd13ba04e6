namespace Serverless.StandIns.AzureFunctions.Durable.Client;

/// <summary>The rules for instance ids.</summary>
static class InstanceIds
{
    const int Longest = 256;

    /// <exception cref="ArgumentException">The id breaks a rule.</exception>
    internal static void Require(string id)
    {
        if (string.IsNullOrEmpty(id))
        {
            throw new ArgumentException("An instance id must not be empty.", nameof(id));
        }

        if (id.StartsWith('@'))
        {
            throw new ArgumentException($"The instance id '{id}' begins with '@', which is kept for entities.", nameof(id));
        }

        if (id.Length > Longest)
        {
            throw new ArgumentException($"The instance id has {id.Length} characters; at most {Longest} are allowed.", nameof(id));
        }

        if (id.AsSpan().IndexOfAny(@"/\#?") >= 0 || id.Any(char.IsControl))
        {
            throw new ArgumentException($@"The instance id '{id}' holds '/', '\', '#', '?' or a control character.", nameof(id));
        }
    }
}
