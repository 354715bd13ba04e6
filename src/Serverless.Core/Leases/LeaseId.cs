using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Core.Leases;

/// <summary>Makes and checks ids of leases: a job's id and a secret behind it, so that only who was given the lease knows its id.</summary>
public static class LeaseId
{
    const int SecretBytes = 16;
    const int Longest = 250;

    static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Makes the id of a new lease of a job; nobody can guess it.</summary>
    public static string Create(string jobId) => $"{jobId}-{RandomNumberGenerator.GetHexString(2 * SecretBytes, lowercase: true)}";

    /// <summary>What is kept of an id, from which it cannot be told.</summary>
    public static string HashOf(string leaseId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(leaseId)));

    /// <summary>Finds the job that a lease would be of.</summary>
    /// <param name="text">What anybody may have sent.</param>
    /// <param name="jobId">A part of blob names: of a-z, 0-9 and single hyphens inside.</param>
    /// <returns>False when it can be no lease's id.</returns>
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
