// What block_kit.schema.json is compiled from; CONTRIBUTING.md says how.
// Slack's own types, with its open-ended "any block" narrowed to the blocks it documents.
import type { HomeView, KnownBlock, ModalView } from '@slack/types';

type Known<View> = Omit<View, 'blocks'> & { blocks: KnownBlock[] };

export interface Message { blocks: KnownBlock[] }
export interface Modal extends Known<ModalView> {}
export interface Home extends Known<HomeView> {}
