using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Fronts;

namespace Serverless.Application.Fronts;

/// <summary>A range of a front's members, in order.</summary>
/// <param name="Members">The members, at least one.</param>
/// <param name="Bytes">The size of all members together, in bytes.</param>
/// <param name="Part">The part that stores them; null when it has yet to be written.</param>
sealed record FrontSlice(IReadOnlyList<FrontMember> Members, int Bytes, FrontPart? Part = null);

/// <summary>Cuts fronts into slices, each of which becomes a part. Pure.</summary>
static class FrontSlices
{
    /// <summary>Cuts a front. Slices without changes stay as they were, so that their parts need not be written.</summary>
    /// <param name="before">The slices of the previous front; empty when it was one document.</param>
    /// <param name="members">All current members of the front, in order. A member that is the same object as before is unchanged.</param>
    /// <param name="size">The maximum size of a slice.</param>
    /// <returns>The slices; empty when all members fit into one document.</returns>
    public static IReadOnlyList<FrontSlice> Cut(IReadOnlyList<FrontSlice> before, IReadOnlyList<FrontMember> members, FrontPartSize size)
    {
        // The limit is halved for a front that is in parts, so that a front near the limit does not alternate between the two forms.
        var share = before.Count > 0 ? 2 : 1;
        if (members.Count <= size.Members / share && BytesOf(members) <= size.Bytes / share)
        {
            return [];
        }

        var slices = new List<FrontSlice>();
        foreach (var slice in Ranges(before, members))
        {
            if (slices.Count > 0 && IsSmall(slices[^1], slice, size))
            {
                slices[^1] = new FrontSlice([.. slices[^1].Members, .. slice.Members], slices[^1].Bytes + slice.Bytes);
            }
            else
            {
                slices.Add(slice);
            }
        }

        return [.. slices.SelectMany(slice => slice.Part is null ? Split(slice, size) : [slice])];
    }

    /// <summary>Groups the members by their previous slices; new members belong to the slice of the member before them.</summary>
    static IEnumerable<FrontSlice> Ranges(IReadOnlyList<FrontSlice> before, IReadOnlyList<FrontMember> members)
    {
        var places = new Dictionary<FrontMember, int>(ReferenceEqualityComparer.Instance);
        foreach (var (place, slice) in before.Index())
        {
            foreach (var member in slice.Members)
            {
                places[member] = place;
            }
        }

        var (current, range) = (0, new List<FrontMember>());
        foreach (var member in members)
        {
            if (places.TryGetValue(member, out var place) && place > current)
            {
                if (range.Count > 0)
                {
                    yield return Of(range, before, current);
                }

                (current, range) = (place, []);
            }

            range.Add(member);
        }

        yield return Of(range, before, current);
    }

    static FrontSlice Of(List<FrontMember> range, IReadOnlyList<FrontSlice> before, int place) =>
        place < before.Count && before[place].Members.SequenceEqual(range, ReferenceEqualityComparer.Instance)
            ? before[place]
            : new FrontSlice(range, BytesOf(range));

    static bool IsSmall(FrontSlice one, FrontSlice other, FrontPartSize size) =>
        one.Members.Count + other.Members.Count <= size.Members / 2 && one.Bytes + other.Bytes <= size.Bytes / 2;

    static IEnumerable<FrontSlice> Split(FrontSlice slice, FrontPartSize size)
    {
        var count = Math.Max(Parts(slice.Members.Count, size.Members), Parts(slice.Bytes, size.Bytes));
        var most = Parts(slice.Members.Count, count);
        var (range, bytes) = (new List<FrontMember>(), 0);
        foreach (var member in slice.Members)
        {
            var more = BytesOf(member);
            if (range.Count == most || (range.Count > 0 && bytes + more > size.Bytes))
            {
                yield return new FrontSlice(range, bytes);
                (range, bytes) = ([], 0);
            }

            range.Add(member);
            bytes += more;
        }

        yield return new FrontSlice(range, bytes);
    }

    static int Parts(int all, int most) => (all + most - 1) / most;

    static int BytesOf(IEnumerable<FrontMember> members) => members.Sum(BytesOf);

    static int BytesOf(FrontMember member) => JsonSerializer.SerializeToUtf8Bytes(member, CoreJson.Default.FrontMember).Length;
}
