using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>Name-based identifiers (RFC 9562, version 5) that a replay makes again.</summary>
static class DeterministicGuid
{
    static readonly byte[] Space = Guid.Parse("9e952958-5e33-4daf-827f-2fa12937b875").ToByteArray(bigEndian: true);

    /// <summary>The identifier number <paramref name="counter"/> of an instance at a time of its clock.</summary>
    internal static Guid Create(string instanceId, DateTime now, int counter)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{now:o}_{counter}");
#pragma warning disable CA5350 // the identifier's version prescribes SHA-1; nothing secret is hashed
        var hash = SHA1.HashData([.. Space, .. Encoding.UTF8.GetBytes(name)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
