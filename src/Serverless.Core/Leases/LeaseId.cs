using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Core.Leases;

/// <summary>Creates and checks ids of leases: a job's id followed by a secret, so that only the holder of the lease knows its id.</summary>
public static class LeaseId
{
    const int SecretBytes = 16;
    const int Longest = 250;

    static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Creates the id of a new lease of a job; it cannot be guessed.</summary>
    public static string Create(string jobId) => $"{jobId}-{RandomNumberGenerator.GetHexString(2 * SecretBytes, lowercase: true)}";

    /// <summary>Returns the hash of an id that is stored instead of the id, and does not reveal it.</summary>
    public static string HashOf(string leaseId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(leaseId)));

    /// <summary>Parses the job's id out of a lease's id.</summary>
    /// <param name="text">Untrusted text.</param>
    /// <param name="jobId">The job's id, safe in blob names: of a-z, 0-9 and single hyphens inside.</param>
    /// <returns>False when the text cannot be the id of a lease.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? jobId)
    {
        jobId = null;
        var secret = (text?.Length ?? 0) - (2 * SecretBytes);
        if (secret < 2 || text!.Length > Longest || text[secret - 1] != '-' || !text.AsSpan(secret).ContainsOnlyHex())
        {
            return false;
        }

        var job = text[..(secret - 1)];
        if (!char.IsAsciiLetterLower(job[0]) || job[^1] == '-' || job.Contains("--", StringComparison.Ordinal)
            || !job.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
        {
            return false;
        }

        jobId = job;
        return true;
    }

    static bool ContainsOnlyHex(this ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Hex) < 0;
}
