// The common short codes only: an unknown one stays as typed, as in Slack.

const TABLE = `
smile 😄|smiley 😃|grinning 😀|blush 😊|slightly_smiling_face 🙂|wink 😉|joy 😂|sweat_smile 😅|laughing 😆|heart_eyes 😍
thinking_face 🤔|thinking 🤔|neutral_face 😐|confused 😕|disappointed 😞|cry 😢|sob 😭|relieved 😌|sunglasses 😎|hugging_face 🤗
shushing_face 🤫|zipper_mouth_face 🤐|face_with_raised_eyebrow 🤨|nerd_face 🤓|partying_face 🥳|pray 🙏|wave 👋|clap 👏|raised_hands 🙌
thumbsup 👍|+1 👍|thumbsdown 👎|-1 👎|ok_hand 👌|muscle 💪|handshake 🤝|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|eyes 👀|speech_balloon 💬
thought_balloon 💭|tada 🎉|sparkles ✨|star ⭐|star2 🌟|fire 🔥|100 💯|rocket 🚀|dart 🎯|trophy 🏆|medal 🏅|gift 🎁|bulb 💡|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️|no_entry ⛔|no_entry_sign 🚫|question ❓|grey_question ❔|exclamation ❗|bangbang ‼️
information_source ℹ️|lock 🔒|unlock 🔓|closed_lock_with_key 🔐|key 🔑|shield 🛡️|mag 🔍|link 🔗|pushpin 📌|round_pushpin 📍|paperclip 📎|scissors ✂️
memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|notebook 📓|books 📚|book 📖|open_book 📖|bookmark 🔖|page_facing_up 📄|file_folder 📁|card_index_dividers 🗂️|wastebasket 🗑️
calendar 📆|date 📅|spiral_calendar_pad 🗓️|alarm_clock ⏰|stopwatch ⏱️|timer_clock ⏲️|hourglass ⌛|hourglass_flowing_sand ⏳|clock3 🕒|watch ⌚
moneybag 💰|dollar 💵|euro 💶|pound 💷|credit_card 💳|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|scales ⚖️|balance_scale ⚖️|briefcase 💼|office 🏢|house 🏠|gear ⚙️|wrench 🔧|hammer 🔨|toolbox 🧰|compass 🧭|world_map 🗺️
seedling 🌱|herb 🌿|sunny ☀️|cloud ☁️|zap ⚡|rainbow 🌈|snowflake ❄️|coffee ☕|apple 🍎|bread 🍞|pizza 🍕|car 🚗|bike 🚲|airplane ✈️
heart ❤️|blue_heart 💙|green_heart 💚|broken_heart 💔|red_circle 🔴|large_blue_circle 🔵|large_green_circle 🟢|large_yellow_circle 🟡|large_orange_circle 🟠|white_circle ⚪|black_circle ⚫|small_blue_diamond 🔹|small_orange_diamond 🔸|diamond_shape_with_a_dot_inside 💠
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|leftwards_arrow_with_hook ↩️|arrows_counterclockwise 🔄|repeat 🔁|fast_forward ⏩|heavy_plus_sign ➕|heavy_minus_sign ➖|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣
robot_face 🤖|ghost 👻|skull 💀|bust_in_silhouette 👤|busts_in_silhouette 👥|baby 👶|dog 🐶|cat 🐱|crown 👑|ok 🆗|new 🆕|free 🆓|end 🔚|back 🔙|soon 🔜
`;

const EMOJI = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => entry.split(" ")),
);

/** The character of a short code, or null. */
export function emojiFor(code) {
  return EMOJI.get(code) ?? null;
}
